"""Makes large folded and pprof inputs from a recording: see make-large-inputs.sh, which calls this.

usage: large_inputs.py FOLDER, which holds base.txt, the text of `perf script` with its default fields.
A file that is already there is kept. The same base.txt always gives the same files.
"""
import gzip
import os
import random
import re
import sys
from pathlib import Path

REPEATED_BYTES = 1_000_000_000
FOLDED_BYTES = 200_000_000
UNMERGED_SAMPLES = 1_000_000
DEEP_SAMPLES, DEEP_FRAMES, DEEP_LOCATIONS, DEEP_FUNCTIONS = 500_000, 30, 200_000, 50_000
ROUND_SHIFT = 1000  # added to process ids and seconds in each round of a repeated file

HEADER = re.compile(rb"(?m)^(\S.*?\s+)(-?\d+)(\s+\[\d+\]\s+)(\d+)(\.\d+:\s+)(\d+)(?=\s)")
FRAME = re.compile(rb"^\s+([0-9a-f]+) (.*) \((.*)\)$")
OFFSET = re.compile(rb"\+0x[0-9a-f]+$")


class Sample:
    """One record: the command, the thread, the period, and the frame lines as they stand, leaf first."""

    def __init__(self, comm, thread, period, frames):
        self.comm = comm
        self.thread = thread
        self.period = period
        self.frames = frames


def read_samples(text):
    lines = {}
    for record in text.split(b"\n\n"):
        header, _, body = record.strip(b"\n").partition(b"\n")
        fields = HEADER.match(header)
        if fields and body:
            frames = tuple(lines.setdefault(line, line) for line in body.split(b"\n"))
            yield Sample(fields[1].rstrip(), int(fields[2]), int(fields[6]), frames)


def parse_frame(line):
    """Address, function and object of a frame line; a function without a name is called after its object."""
    address, symbol, path = FRAME.match(line).groups()
    symbol = OFFSET.sub(b"", symbol)
    if symbol == b"[unknown]" and path != b"[unknown]":
        symbol = b"[" + path.rsplit(b"/", 1)[-1] + b"]"
    return int(address, 16), symbol, path


def write_repeated(text, output):
    size = 0
    shift = 0
    while size < REPEATED_BYTES:
        shifted = HEADER.sub(
            lambda m: b"%s %5d%s%d%s%s"
            % (m[1].rstrip(), int(m[2]) + shift, m[3], int(m[4]) + shift, m[5], m[6]), text)
        output.write(shifted)
        size += len(shifted)
        shift += ROUND_SHIFT


def fold(samples, root):
    """Periods by folded stack, callers first, below the root frame that `root` gives a sample."""
    names = {}
    folded = {}
    for sample in samples:
        for line in sample.frames:
            if line not in names:
                names[line] = parse_frame(line)[1].replace(b";", b":")
        stack = b";".join([root(sample), *(names[line] for line in reversed(sample.frames))])
        folded[stack] = folded.get(stack, 0) + sample.period
    return folded


def write_folded(samples, output):
    folded = fold(samples, lambda sample: sample.comm.replace(b" ", b"_"))
    output.writelines(b"%s %d\n" % entry for entry in sorted(folded.items()))


def write_large_folded(samples, output):
    lines = []
    size = 0
    shift = 0
    while size < FOLDED_BYTES:
        folded = fold(samples, lambda sample: b"%s-%d/%d" % (
            sample.comm.replace(b" ", b"_"), sample.thread + shift, sample.thread + shift))
        added = [b"%s %d\n" % entry for entry in folded.items()]
        size += sum(map(len, added))
        lines += added
        shift += ROUND_SHIFT
    output.writelines(sorted(lines))


def varint(value):
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def number(field, value):
    return varint(field << 3) + varint(value) if value else b""


def message(field, content):
    return varint(field << 3 | 2) + varint(len(content)) + content


class PprofWriter:
    """Writes a profile.proto message: samples as they come, the tables at the end.

    Field numbers are those of https://github.com/google/pprof/blob/main/proto/profile.proto.
    """

    def __init__(self, output):
        self._output = gzip.GzipFile("", "wb", 6, output, mtime=0)
        self._strings = {b"": 0}
        self._functions = {}
        self._mappings = {}
        self._locations = {}
        self._labels = {}
        for kind, unit in ((b"samples", b"count"), (b"cpu", b"nanoseconds")):
            self._output.write(message(1, self._value_type(kind, unit)))

    def string(self, text):
        return self._strings.setdefault(text, len(self._strings))

    def location(self, address, function, path):
        """The id of the location; equal ones get the same id."""
        key = (address, function, path)
        if key not in self._locations:
            mapping = self._mappings.setdefault(path, [len(self._mappings) + 1, address, address])
            mapping[1:] = min(mapping[1], address), max(mapping[2], address)
            self._functions.setdefault((function, path), len(self._functions) + 1)
            self._locations[key] = len(self._locations) + 1
        return self._locations[key]

    def labels(self, comm, process, thread):
        key = (comm, process, thread)
        if key not in self._labels:
            self._labels[key] = b"".join((
                message(3, number(1, self.string(b"comm")) + number(2, self.string(comm))),
                message(3, number(1, self.string(b"pid")) + number(3, process)),
                message(3, number(1, self.string(b"tid")) + number(3, thread))))
        return self._labels[key]

    def sample(self, stack, count, nanoseconds, labels=b""):
        """A stack is its location ids, leaf first, as varints."""
        self._output.write(message(2, message(1, stack) + message(2, varint(count) + varint(nanoseconds)) + labels))

    def close(self):
        for path, (identity, lowest, highest) in self._mappings.items():
            self._output.write(message(3, b"".join((
                number(1, identity), number(2, lowest & ~0xFFF), number(3, (highest | 0xFFF) + 1 & (1 << 64) - 1),
                number(5, self.string(path)), number(7, 1)))))
        for (address, function, path), identity in self._locations.items():
            line = number(1, self._functions[function, path])
            self._output.write(message(4, b"".join((
                number(1, identity), number(2, self._mappings[path][0]), number(3, address), message(4, line)))))
        for (function, _), identity in self._functions.items():
            name = self.string(function)
            self._output.write(message(5, number(1, identity) + number(2, name) + number(3, name)))
        period_type = self._value_type(b"cpu", b"nanoseconds")
        for text in self._strings:
            self._output.write(message(6, text))
        self._output.write(b"".join((
            number(9, 1_700_000_000_000_000_000), number(10, 60_000_000_000), message(11, period_type),
            number(12, 100_010))))
        self._output.close()

    def _value_type(self, kind, unit):
        return number(1, self.string(kind)) + number(2, self.string(unit))


def encode_stacks(samples, writer):
    """The location ids of each sample's stack, as PprofWriter.sample wants them."""
    encoded = {}
    for sample in samples:
        for line in sample.frames:
            if line not in encoded:
                encoded[line] = varint(writer.location(*parse_frame(line)))
    return [b"".join(encoded[line] for line in sample.frames) for sample in samples]


def write_merged(samples, output):
    writer = PprofWriter(output)
    merged = {}
    for sample, stack in zip(samples, encode_stacks(samples, writer)):
        values = merged.setdefault(stack, [0, 0])
        values[0] += 1
        values[1] += sample.period
    for stack, values in merged.items():
        writer.sample(stack, *values)
    writer.close()


def write_unmerged(samples, output):
    writer = PprofWriter(output)
    stacks = encode_stacks(samples, writer)
    for index in range(UNMERGED_SAMPLES):
        turn, row = divmod(index, len(samples))
        sample = samples[row]
        thread = sample.thread + turn * ROUND_SHIFT
        writer.sample(stacks[row], 1, sample.period, writer.labels(sample.comm, thread, thread))
    writer.close()


def write_deep(output):
    """Random walks down a call graph in which each location calls one of eight, the first ones most often."""
    dice = random.Random(1)
    writer = PprofWriter(output)
    for index in range(DEEP_LOCATIONS):
        function = index % DEEP_FUNCTIONS
        writer.location(0x400000 + function * 256 + index // DEEP_FUNCTIONS * 16,
                        b"example.com/service/package%d.(*Worker).step%d" % (function % 500, function),
                        b"/opt/service/bin/server")
    callees = [[dice.randrange(DEEP_LOCATIONS) for _ in range(8)] for _ in range(DEEP_LOCATIONS)]
    identities = [varint(index + 1) for index in range(DEEP_LOCATIONS)]
    for _ in range(DEEP_SAMPLES):
        turns = dice.getrandbits(6 * DEEP_FRAMES)
        location = turns % 16
        stack = [identities[location]]
        for _ in range(DEEP_FRAMES - 1):
            # Two of three bits each, so that early callees are taken more often than late ones.
            location = callees[location][turns & turns >> 3 & 7]
            turns >>= 6
            stack.append(identities[location])
        writer.sample(b"".join(reversed(stack)), 1, 10_000_000)
    writer.close()


def write_pieces(samples, output):
    """The recording cut into 250 profiles, each four times over, in a folder beside this list of their paths."""
    folder = Path(output.name).parent / "pieces"
    folder.mkdir(exist_ok=True)
    each = -(-len(samples) // 250)
    for start in range(0, len(samples), each):
        for copy in "abcd":
            path = folder / f"{start // each}{copy}.pb.gz"
            with open(path, "wb") as piece:
                write_merged(samples[start:start + each], piece)
            output.write(os.fsencode(path.resolve()) + b"\n")


def make(folder, name, write):
    path = folder / name
    if path.exists():
        return
    part = folder / (name + ".part")
    with open(part, "wb") as output:
        write(output)
    part.rename(path)
    print(f"{name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def main(folder):
    text = (folder / "base.txt").read_bytes()
    samples = list(read_samples(text))
    print(f"base.txt: {len(text) / 1e6:.1f} MB, {len(samples)} samples with a stack, "
          f"{len({sample.frames for sample in samples})} different stacks", flush=True)
    make(folder, "p1g.txt", lambda output: write_repeated(text, output))
    make(folder, "base.folded", lambda output: write_folded(samples, output))
    make(folder, "f200.folded", lambda output: write_large_folded(samples, output))
    make(folder, "merged.pb.gz", lambda output: write_merged(samples, output))
    make(folder, "big.pb.gz", lambda output: write_unmerged(samples, output))
    make(folder, "deep.pb.gz", write_deep)
    make(folder, "pieces.list", lambda output: write_pieces(samples, output))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
