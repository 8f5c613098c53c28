"""Writes the made files of corpus/speedscope: python3 corpus/programs/make_speedscope.py"""

import json
import pathlib

FOLDER = pathlib.Path(__file__).parent.parent / "speedscope"
SCHEMA = "https://www.speedscope.app/file-format-schema.json"
FRAMES = [
    {"name": "main", "file": "main.c", "line": 10, "col": 5},
    {"name": "parse", "file": "parse.c", "line": 20},
    {"name": "read \"it\"\n", "file": "C:\\src\\read.c"},
    {"name": "日本語 😀"},
]


def sampled(name, unit, samples, weights, start=0, **more):
    end = start + sum(weights)
    return {"type": "sampled", "name": name, "unit": unit, "startValue": start, "endValue": end,
            "samples": samples, "weights": weights, **more}


def evented(name, unit, events, start, end):
    events = [{"type": kind, "frame": frame, "at": at} for kind, frame, at in events]
    return {"type": "evented", "name": name, "unit": unit, "startValue": start, "endValue": end, "events": events}


def file(profiles, frames=FRAMES, **more):
    return {"$schema": SCHEMA, "shared": {"frames": frames}, "profiles": profiles, **more}


def save(name, data, **style):
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, **style)
    (FOLDER / name).write_bytes(text.encode("utf-8", "surrogatepass"))


STACKS = [[0], [0, 1], [0, 1, 2], [0, 1, 2], [0, 3], []]
NESTED = [("O", 0, 0), ("O", 1, 10), ("O", 2, 15), ("C", 2, 35), ("C", 1, 40), ("O", 3, 40), ("C", 3, 90), ("C", 0, 100)]

save("sampled.speedscope.json", file([sampled("main thread", "nanoseconds", STACKS, [1, 2, 3, 4, 5, 6])]))
save("evented.speedscope.json", file([evented("main thread", "microseconds", NESTED, 0, 100)]))
save("threads.speedscope.json", file(
    [sampled("reader", "milliseconds", STACKS, [1, 2, 3, 4, 5, 6], start=100),
     evented("writer", "seconds", NESTED, 0, 100)],
    name="two threads", exporter="make_speedscope.py", activeProfileIndex=1))
save("units.speedscope.json", file(
    [sampled(unit, unit, [[0], [0, 1]], [1, 2])
     for unit in ["none", "nanoseconds", "microseconds", "milliseconds", "seconds", "bytes"]], activeProfileIndex=0))
save("fractions.speedscope.json", file(
    [sampled("seconds", "seconds", [[0], [0, 1], [0, 3]], [0.01, 1.5e-3, 0.000000001]),
     sampled("milliseconds", "milliseconds", [[0], [0, 1]], [0.1 + 0.2, 2.25]),
     sampled("none", "none", [[0], [0], [0], [0, 1]], [0.25, 0.25, 0.5, 1.75]),
     evented("events", "milliseconds", [("O", 0, 1.125), ("O", 1, 1.5), ("C", 1, 2.75), ("C", 0, 3)], 1, 3)]))
backwards = {"profiles": [dict(reversed(sampled("a", "seconds", STACKS[:3], [1, 2, 3]).items())),
                          dict(reversed(evented("b", "seconds", NESTED, 0, 100).items()))],
             "shared": {"frames": FRAMES}, "activeProfileIndex": 0, "exporter": "py-spy@0.4.0", "name": "last", "$schema": SCHEMA}
save("frames-last.speedscope.json", backwards)
save("indented.speedscope.json", file([sampled("a", "none", STACKS, [1, 2, 3, 4, 5, 6])]), indent=2)
save("escaped.speedscope.json", json.dumps(
    file([sampled("tab\there \ud83d", "none", [[0], [1]], [1, 2])], [{"name": "日本語 😀"}, {"name": "lone \udc00"}]))
    .replace("/", "\\/"))
save("bom-and-trailing-commas.speedscope.json", "\ufeff" + json.dumps(file([sampled("a", "none", [[0], [1]], [1, 2])]))
     .replace("]]", "],]").replace("2]", "2,]"))
save("version-0.0.1.speedscope.json", {"version": "0.0.1", **file([evented("old", "none", NESTED, 0, 100)])})
save("duplicate-frames.speedscope.json", file(
    [sampled("a", "none", [[0, 1], [2, 1]], [1, 2])], [{"name": "main"}, {"name": "work"}, {"name": "main"}]))
save("negative-weights.speedscope.json", file([sampled("difference", "none", STACKS, [1, -2, 3, -4, 5, 0])]))
save("large-numbers.speedscope.json", file(
    [sampled("a", "nanoseconds", [[0], [1], [2], [3]], [9223372036854775807, -9223372036854775808, 2**63, 1]),
     sampled("b", "seconds", [[0], [1]], [9223372036, 9223372037])]))
save("unknown-properties.speedscope.json", file(
    [sampled("a", "none", [[0]], [1], color={"r": [1, {}]})], [{"name": "main", "address": "0x10", "inline": [[]]}], extra=[{}, [[]]]))
save("no-profiles.speedscope.json", file([]))
save("no-samples.speedscope.json", file([sampled("a", "bytes", [], []), {"type": "evented", "name": "b", "unit": "none"}]))
save("no-unit.speedscope.json", file(
    [{"type": "sampled", "name": "a", "samples": [[0]], "weights": [3]},
     {"type": "sampled", "name": "b", "unit": "fortnights", "samples": [[0]], "weights": [4]}]))
save("lengths.speedscope.json", file(
    [sampled("more stacks", "none", STACKS, [1, 2]), sampled("more weights", "none", STACKS[:1], [1, 2, 3])]))
save("no-such-frame.speedscope.json", file([sampled("a", "none", [[0, 7], [0, 7, 1]], [1, 2])]))
save("no-name.speedscope.json", file([sampled("a", "none", [[0]], [1])], [{"file": "main.c"}]))
save("close-order.speedscope.json", file([evented(
    "a", "nanoseconds", [("O", 0, 0), ("O", 1, 10), ("O", 2, 20), ("C", 1, 30), ("C", 2, 30), ("C", 0, 40)], 0, 40)]))
save("close-without-open.speedscope.json", file([evented(
    "a", "nanoseconds", [("C", 1, 5), ("O", 0, 10), ("C", 3, 20), ("C", 0, 40)], 0, 40)]))
save("left-open.speedscope.json", file([evented("a", "nanoseconds", [("O", 0, 0), ("O", 1, 10), ("C", 1, 20)], 0, 50)]))
save("time-backwards.speedscope.json", file([evented(
    "a", "nanoseconds", [("O", 0, 100), ("O", 1, 90), ("C", 1, 120), ("C", 0, 130)], 0, 130)]))
save("odd-events.speedscope.json", file([evented(
    "a", "nanoseconds", [("O", 0, 0), ("X", 1, 10), ("O", 1, None), ("C", 0, 40)], 0, 40)]))
whole = json.dumps(file([evented("a", "nanoseconds", NESTED, 0, 100)]))
save("cut-in-events.speedscope.json", whole[:whole.index('"at": 40')])

save("bad/cut-before-samples.speedscope.json", whole[:whole.index('"events"')])
save("bad/blank.speedscope.json", "\n")
save("bad/not-json.speedscope.json", whole.replace('"events"', "events"))
save("bad/no-profiles.speedscope.json", {"$schema": SCHEMA, "shared": {"frames": []}})
save("bad/array.speedscope.json", [1, 2])
save("bad/frames-not-array.speedscope.json", file([], {"name": "main"}))
save("bad/frame-not-object.speedscope.json", file([], ["main"]))
save("bad/negative-frame.speedscope.json", file([sampled("a", "none", [[0, -1]], [1])]))
save("bad/fractional-frame.speedscope.json", file([sampled("a", "none", [[0, 1.5], [0]], [1, 1])]))
save("bad/text-as-weight.speedscope.json", whole.replace('"events"', '"samples": [[0]], "weights": ["1"], "events"'))
save("bad/two-files.speedscope.json", whole + whole)
