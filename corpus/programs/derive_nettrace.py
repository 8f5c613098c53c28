"""Writes the damaged .nettrace files of the corpus, which are made of recorded ones. usage: derive_nettrace.py FOLDER"""
import gzip
import struct
import sys
from pathlib import Path


def objects(data):
    """The objects of a file of versions 4 and 5: type, where each begins, where its content does, the content's length."""
    at = 32
    while data[at] == 5:
        (name,) = struct.unpack_from("<i", data, at + 11)
        kind, content = data[at + 15 : at + 15 + name], at + 15 + name + 1
        length = 48
        if kind != b"Trace":
            (length,) = struct.unpack_from("<i", data, content)
            content += 4 + (-(content + 4) % 4)
        yield kind, at, content, length
        at = content + length + 1


def main():
    folder = Path(sys.argv[1])
    read = lambda name: gzip.decompress((folder / f"{name}.nettrace.gz").read_bytes())
    write = lambda name, data: (folder / f"{name}.nettrace.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    bad = lambda name, data: (folder / "bad" / f"{name}.nettrace").write_bytes(data)

    threads, linux = read("threads"), read("linux")
    write("cut", threads[: len(threads) // 8])
    write("cut-linux", linux[: len(linux) * 9 // 10])

    # The middle of a block of events is not what it was: what stands behind it in the block is lost. So is, elsewhere,
    # the tag in front of a block of events: the next one is looked for.
    events = [o for o in objects(threads) if o[0] == b"EventBlock" and o[3] > 1000]
    damaged = bytearray(threads)
    _, _, content, length = events[1]
    damaged[content + length // 2 : content + length // 2 + 40] = b"\xff" * 40
    damaged[events[3][1]] = 0
    write("damaged", bytes(damaged))

    (folder / "bad").mkdir(exist_ok=True)
    bad("empty-trace", threads[:8])
    bad("header-only", threads[:60])
    version = threads.index(b"Trace") - 12
    bad("version-9", linux[:12] + struct.pack("<i", 9) + linux[16:200])
    bad("version-2", threads[:version] + struct.pack("<ii", 2, 2) + threads[version + 8 : 200])
    pointer = version + 50
    bad("pointer-of-3", threads[:pointer] + struct.pack("<i", 3) + threads[pointer + 4 : 200])
    bad("other-objects", b"\x14\0\0\0!FastSerialization.1\x04\x04\x01" + bytes(100))


main()
