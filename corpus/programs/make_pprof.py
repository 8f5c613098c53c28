"""Writes pprof files by hand, for what no profiler at hand writes. usage: make_pprof.py FOLDER

Field numbers are those of the published profile.proto."""
import gzip
import sys
from pathlib import Path


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def chunk(field, content):
    return varint(field << 3 | 2) + varint(len(content)) + content


def packed(field, values):
    return chunk(field, b"".join(varint(value) for value in values))


def unpacked(field, values):
    return b"".join(number(field, value) for value in values)


class Strings:
    def __init__(self):
        self.index = {"": 0}

    def __call__(self, text):
        return self.index.setdefault(text, len(self.index))

    def table(self):
        return b"".join(chunk(6, text.encode()) for text in self.index)


def value_type(field, s, kind, unit):
    return chunk(field, number(1, s(kind)) + number(2, s(unit)))


def mapping(s, id, start, limit, offset, file, build_id, flags=(0, 0, 0, 0)):
    body = number(1, id) + number(2, start) + number(3, limit) + number(4, offset) + number(5, s(file))
    body += number(6, s(build_id)) + b"".join(number(7 + i, flag) for i, flag in enumerate(flags))
    return chunk(3, body)


def function(s, id, name, system_name, file, start_line):
    body = number(1, id) + number(2, s(name)) + number(3, s(system_name)) + number(4, s(file))
    return chunk(5, body + number(5, start_line))


def line(function_id, line_number, column=0):
    return chunk(4, number(1, function_id) + number(2, line_number) + number(3, column))


def location(id, mapping_id=0, address=0, lines=(), folded=0):
    body = number(1, id) + number(2, mapping_id) + number(3, address) + b"".join(line(*row) for row in lines)
    return chunk(4, body + number(5, folded))


def text_label(s, key, text):
    return chunk(3, number(1, s(key)) + number(2, s(text)))


def number_label(s, key, value, unit=""):
    return chunk(3, number(1, s(key)) + number(3, value) + number(4, s(unit)))


def sample(locations, values, labels=b"", write=packed):
    return chunk(2, write(1, locations) + write(2, values) + labels)


def every_field():
    s = Strings()
    body = value_type(1, s, "alloc_objects", "count") + value_type(1, s, "alloc_space", "bytes")
    body += sample([1, 2, 3], [3, 3000], text_label(s, "thread", "main") + number_label(s, "bytes", 1000, "bytes"))
    body += sample([2, 3], [1, -50], text_label(s, "empty", "") + number_label(s, "zero", 0)
                   + number_label(s, "latency", 5, "ms") + number_label(s, "latency", 7, "ms")
                   + text_label(s, "tag", "first") + text_label(s, "tag", "second")
                   + number_label(s, "negative", -1, "count"))
    body += sample([3], [2**62, -2**62])
    body += mapping(s, 1, 0x400000, 0x500000, 0x1000, "/srv/app/server", "0123456789abcdef", (1, 1, 1, 1))
    body += mapping(s, 2, 0x7F0000000000, 0x7F0000100000, 0, "/usr/lib/libc.so.6", "", (1, 0, 0, 0))
    body += location(1, 1, 0x401234, [(1, 12, 5), (2, 34, 9), (3, 56, 0)])
    body += location(2, 2, 0x7F0000001000, [(4, 0)], folded=1)
    body += location(3, 0, 0, [(5, 7)])
    body += function(s, 1, "inner", "_Z5innerv", "/srv/app/inner.cc", 10)
    body += function(s, 2, "middle<int>", "_Z6middleIiEvv", "/srv/app/middle.cc", 30)
    body += function(s, 3, "outer", "_Z5outerv", "/srv/app/outer.cc", 50)
    body += function(s, 4, "malloc", "__libc_malloc", "", 0)
    body += function(s, 5, "main", "main", "/srv/app/main.cc", 1)
    body += number(7, s("drop.*")) + number(8, s("keep.*")) + number(9, 1_700_000_000_123_456_789) + number(10, 10**9)
    body += chunk(11, number(1, s("space")) + number(2, s("bytes"))) + number(12, 524288)
    body += packed(13, [s("first comment"), s("second comment: naïve 名前")])
    body += number(14, s("alloc_space")) + number(15, s("https://example.org/profile"))
    return body + s.table()


def plain(s, ids=(1, 2), addresses=(0, 0), write=packed, values=((5,), (7,))):
    """Two functions, leaf below root and root alone."""
    leaf, root = ids
    body = value_type(1, s, "cpu", "nanoseconds")
    body += sample([leaf, root], values[0], write=write) + sample([root], values[1], write=write)
    body += location(leaf, 0, addresses[0], [(leaf, 3)]) + location(root, 0, addresses[1], [(root, 9)])
    return body + function(s, leaf, "leaf", "leaf", "a.c", 1) + function(s, root, "root", "root", "a.c", 8)


def with_strings(make):
    s = Strings()
    body = make(s)
    return body + s.table()


def strings_first():
    s = Strings()
    body = plain(s)
    return s.table() + body


def split_samples(s):
    """Packed fields in two chunks each, which a decoder must join."""
    body = value_type(1, s, "samples", "count") + value_type(1, s, "cpu", "nanoseconds")
    body += chunk(2, packed(1, [1]) + packed(2, [4]) + number(1, 2) + number(2, 40))
    body += location(1, 0, 0x10, [(1, 1)]) + location(2, 0, 0x20, [(2, 2)])
    return body + function(s, 1, "leaf", "", "", 0) + function(s, 2, "root", "", "", 0)


def unknown_fields(s):
    extra = number(99, 12345) + chunk(100, b"text") + varint(101 << 3 | 1) + bytes(8) + varint(102 << 3 | 5) + bytes(4)
    return extra + plain(s) + extra


def same_sample_twice(s):
    body = plain(s)
    return body + sample([1, 2], [11]) + sample([1, 2], [13])


def deep(s):
    body = value_type(1, s, "cpu", "nanoseconds")
    body += sample([1] * 3000 + [2], [1]) + sample([2], [1])
    body += location(1, 0, 0, [(1, 1)]) + location(2, 0, 0, [(2, 2)])
    return body + function(s, 1, "recurse", "", "", 0) + function(s, 2, "main", "", "", 0)


def addresses_only(s):
    body = value_type(1, s, "samples", "count")
    body += sample([1, 2], [1]) + sample([3], [2])
    body += mapping(s, 1, 0x1000, 0x2000, 0, "/srv/app/a", "aa")
    body += mapping(s, 2, 0xFFFFFFFF80000000, 0xFFFFFFFFFFFFFFFF, 0, "[kernel.kallsyms]", "")
    return body + location(1, 1, 0x1234) + location(2, 2, 0xFFFFFFFF81000000) + location(3, 0, 0xDEAD)


def cut_in_strings():
    """Most writers put the strings last, so this is what an interrupted download leaves."""
    whole = with_strings(plain)
    return whole[:-2]


def rows_missing(s):
    """A sample names a location, a location a mapping and a function, that no table has."""
    body = plain(s) + sample([1, 77, 2], [11]) + sample([3], [13])
    return body + location(3, 5, 0x33, [(99, 4)])


def twice(s):
    """Two rows of one id, and one row without."""
    body = plain(s) + function(s, 1, "other", "other", "b.c", 5)
    return body + chunk(4, number(3, 0x44))


def joined():
    one = with_strings(plain)
    return one + one


def odd():
    """What the pprof tool refuses, and what can be repaired."""
    s = Strings()
    types = value_type(1, s, "cpu", "nanoseconds")
    strings = s.table()
    whole = with_strings(plain)
    return {
        "joined.pb": joined(),
        "joined-with-times.pb": 2 * (whole + number(9, 17 * 10**17)),
        "too-few-values.pb": 2 * types + sample([], [1, 2]) + sample([], [3]) + strings,
        "too-many-values.pb": types + sample([], [1]) + sample([], [2, 3]) + strings,
        "no-sample-types.pb": with_strings(lambda t: function(t, 1, "main", "main", "", 0)),
    }


def bad():
    s = Strings()
    types = value_type(1, s, "cpu", "nanoseconds")
    strings = s.table()
    whole = with_strings(plain)
    return {
        "cut-before-strings.pb": whole[:40],
        "wrong-wire-type.pb": types + number(2, 5) + strings,
        "length-beyond-message.pb": types + chunk(2, varint(1 << 3 | 2) + varint(100) + b"\1") + strings,
        "huge-length.pb": strings + types + varint(2 << 3 | 2) + varint(2**62),
        "long-number.pb": strings + types + varint(9 << 3) + b"\xff" * 11,
        "cut-number.pb": types + chunk(2, varint(2 << 3) + b"\xff") + strings,
        "group.pb": types + varint(20 << 3 | 3) + varint(20 << 3 | 4) + strings,
        "field-zero.pb": types + b"\0\0" + strings,
        "string-out-of-range.pb": types + chunk(5, number(1, 1) + number(2, 9)) + strings + number(12, 1),
        "string-negative.pb": types + number(15, -1) + strings,
        "first-string-not-empty.pb": types + chunk(6, b"cpu") + strings,
        "heap-text.prof": b"heap profile: 1: 4096 [2: 8192] @ heap/524288\n1: 4096 [2: 8192] @ 0x401000 0x402000\n",
        "goroutine-text.prof": b"goroutine profile: total 2\n2 @ 0x401000 0x402000\n",
        "gperftools.prof": b"".join(word.to_bytes(8, "little") for word in [0, 3, 0, 10000, 0, 1, 1, 0x401000, 0, 1, 0]),
    }


def main():
    folder = Path(sys.argv[1])
    (folder / "bad").mkdir(exist_ok=True)
    for name, content in bad().items():
        (folder / "bad" / name).write_bytes(content)
    made = odd() | {
        "every-field.pb": every_field(),
        "sparse-ids.pb": with_strings(lambda s: plain(s, ids=(2**63 + 5, 1000))),
        "unpacked-values.pb": with_strings(lambda s: plain(s, write=unpacked)),
        "split-packed-fields.pb": with_strings(split_samples),
        "strings-first.pb": strings_first(),
        "unknown-fields.pb": with_strings(unknown_fields),
        "same-stack-twice.pb": with_strings(same_sample_twice),
        "negative-values.pb": with_strings(lambda s: plain(s, values=((-5,), (7,)))),
        "extreme-values.pb": with_strings(lambda s: plain(s, values=((2**63 - 1,), (-2**63,)))),
        "no-samples.pb": with_strings(lambda s: value_type(1, s, "cpu", "nanoseconds") + number(9, 17 * 10**17)),
        "empty-stack.pb": with_strings(lambda s: value_type(1, s, "cpu", "nanoseconds") + sample([], [42])),
        "deep-3000.pb": with_strings(deep),
        "made-addresses-only.pb": with_strings(addresses_only),
        "cut-in-strings.pb": cut_in_strings(),
        "rows-missing.pb": with_strings(rows_missing),
        "rows-twice.pb": with_strings(twice),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    with gzip.GzipFile(folder / "every-field.pb.gz", "wb", mtime=0) as file:
        file.write(made["every-field.pb"])


main()
