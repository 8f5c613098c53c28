"""Writes the corpus files that are made from recorded ones: other line ends, other separators, other tools'
layouts, and folded stacks. usage: derive.py CORPUS-FOLDER"""
import gzip
import re
import sys
from pathlib import Path

HEADER = re.compile(
    rb"^\s*(?P<comm>.*?)\s+(?:(?P<pid>\d+)/)?(?P<tid>\d+)\s+(?:\[(?P<cpu>\d+)\]\s+)?"
    rb"(?P<time>\d+\.\d+):\s+(?P<period>\d+)\s+(?P<event>\S+):\s*$")
FRAME = re.compile(rb"^\s+(?P<address>[0-9a-f]+) (?P<symbol>.*) \((?P<object>.*)\)$")

ODD_SYMBOLS = [
    "std::function<int (int)>::operator()(int) const", "operator->", "a->b->c", "semi;colon", '"quoted" \'name\'',
    "core::ptr::drop_in_place<[u8; 8]>", "<T as core::fmt::Debug>::fmt", "main.(*Buffer).Write", "-[NSFoo bar:baz:]",
    "_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE", "LazyCompile:*render /srv/app/view.js:12",
    "Lorg/example/Foo;::bar", "void [System.Private.CoreLib] System.Foo::Run(class Bar)[Optimized]",
    "(anonymous namespace)::f(int)", "operator new(unsigned long)", "f(int (*)(char), void*)", "a  b", "naïve 名前",
    "<script>alert(1)</script>", "x+0x", "0x1234", "[unknown]", "g+0xzz", "h(",
]

# Lines that perf prints between records, or that get there from its error output.
NOISE = [
    "Warning:", "Processed 31 events and lost 2 chunks!", "", "Check IO/CPU overload!", "",
    " instruction trace error type 1 time 6518.230884123 cpu 1 pid 28468 tid 28471 ip 0 code 5: "
    "Failed to get instruction",
    "addr2line: DWARF error: section .debug_str is larger than its filesize!",
    "[ perf record: Woken up 1 times to write data ]",
]


class Record:
    """One sample: its header line and its frame lines, leaf first, all without line ends."""

    def __init__(self, header, frames):
        self.header = header
        self.frames = frames
        self.fields = HEADER.match(header)


def read(path):
    blocks = re.split(rb"\n\n", path.read_bytes().rstrip(b"\n"))
    lines = [[line for line in block.split(b"\n") if not line.startswith(b"#")] for block in blocks]
    return [Record(block[0], block[1:]) for block in lines if block]


def text(records, end=b"\n", between=b"\n"):
    return between.join(b"".join(line + end for line in [r.header, *r.frames]) for r in records) + between


def with_noise(records):
    """A line of noise before each record, as long as there are any, then the rest of the records."""
    noise = [line.encode() + b"\n" for line in NOISE]
    return b"".join((noise.pop(0) if noise else b"") + text([record]) for record in records)


def zero_periods(records):
    period = lambda record: record.header.replace(record.fields["period"] + b" ", b"0 ")
    return [Record(period(r), r.frames) if index % 2 else r for index, r in enumerate(records)]


def replace_tid(record, comm, number):
    start = record.header.index(record.fields["time"])
    return Record(comm + b" " + number + b" [001] " + record.header[start:], record.frames)


def simpleperf(records):
    out = []
    for record in records:
        f = record.fields
        lines = [b"%s\t%s [%s] %s:\t\t%s %s:" % (f["comm"], f["tid"], f["cpu"], f["time"], f["period"], f["event"])]
        for frame in record.frames:
            part = FRAME.match(frame)
            symbol = re.sub(rb"\+0x[0-9a-f]+$", b"", part["symbol"])
            lines.append(b"%16s\t%s (%s)" % (part["address"], symbol, part["object"]))
        out.append(b"\n".join(lines) + b"\n\n")
    return b"".join(out)


def negative(records):
    numbers = [(b"guest", b"-1/99"), (b":-1", b"-1"), (b"two words", b"-1/-1"), (b":99", b"0/99")]
    return [replace_tid(record, *number) for record, number in zip(records, numbers * 4)]


def rename_leaf(record, symbol, address=None):
    leaf = record.frames[0]
    part = FRAME.match(leaf)
    number = leaf[:part.start("symbol")] if address is None else b"\t%16x " % address
    return Record(record.header, [number + symbol + leaf[part.end("symbol"):], *record.frames[1:]])


def odd_symbols(records):
    made = []
    for index, symbol in enumerate(ODD_SYMBOLS):
        offset = b"+0x%x" % index if index % 2 else b""
        made.append(rename_leaf(records[0], symbol.encode() + offset, 0x2000 + 16 * index))
    made.append(rename_leaf(records[0], b"bad \xff\xfe utf8+0x1"))
    return made


def fold(records, root=lambda fields: fields["comm"], kernel=b"", weight=lambda fields: 1):
    lines = []
    for record in records:
        names = [root(record.fields).replace(b" ", b"_")]
        for frame in reversed(record.frames):
            part = FRAME.match(frame)
            name = re.sub(rb"\+0x[0-9a-f]+$", b"", part["symbol"]).replace(b";", b":")
            if name == b"[unknown]":
                name = b"[" + part["object"].rsplit(b"/", 1)[-1].strip(b"[]") + b"]"
            names.append(name + (kernel if part["object"] == b"[kernel.kallsyms]" else b""))
        lines.append((b";".join(names), weight(record.fields)))
    return lines


def summed(lines):
    totals = {}
    for stack, value in lines:
        totals[stack] = totals.get(stack, 0) + value
    return sorted(totals.items())


def folded(lines):
    return b"".join(b"%s %d\n" % line for line in lines)


def main():
    perf = Path(sys.argv[1], "perf-script")
    out = Path(sys.argv[1], "folded")
    out.mkdir(exist_ok=True)
    small = read(perf / "small.perf")
    one = text(small)
    made = {
        "crlf": text(small, b"\r\n", b"\r\n"),
        "no-final-blank-line": one[:-1],
        "no-final-newline": one[:-2],
        "leading-blank-line": b"\n" + one,
        "extra-blank-lines": text(small, between=b"\n\n\n"),
        "blanks-on-empty-lines": text(small, between=b"  \t\n"),
        "no-blank-lines": text(small, between=b""),
        "concatenated": (perf / "header.perf").read_bytes() + (perf / "two-events.perf").read_bytes(),
        "comments-between": text(small, between=b"\n# a comment\n"),
        "simpleperf": simpleperf(read(perf / "cpu-column.perf")),
        "negative-pid": text(negative(small)),
        "odd-symbols": text(odd_symbols(small)),
        "noise-lines": with_noise(small),
        "zero-periods": text(zero_periods(small)),
    }
    for name, content in made.items():
        (perf / (name + ".perf")).write_bytes(content)
    with gzip.GzipFile(perf / "gzip.perf.gz", "wb", mtime=0) as file:
        file.write((perf / "threads.perf").read_bytes())

    sources = {name: read(perf / (name + ".perf")) for name in (
        "threads", "dwarf-inlined", "java", "node", "csharp", "go", "deep-127", "kernel", "system-wide")}
    for name, records in sources.items():
        (out / (name + ".folded")).write_bytes(folded(summed(fold(records))))
    (out / "annotated.folded").write_bytes(folded(summed(fold(sources["kernel"], kernel=b"_[k]"))))
    ids = lambda f: b"%s-%s/%s" % (f["comm"], f["tid"], f["tid"])
    (out / "comm-pid-tid.folded").write_bytes(folded(summed(fold(sources["system-wide"], root=ids))))
    (out / "time-order.folded").write_bytes(folded(fold(small)))
    nanoseconds = lambda f: int(f["period"])
    (out / "nanoseconds.folded").write_bytes(folded(summed(fold(sources["threads"], weight=nanoseconds))))


main()
