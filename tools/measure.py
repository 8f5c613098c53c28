"""Runs commands in turn and prints a Markdown table of what each one cost: see compare-peers.sh, which calls this.

usage: measure.py REFOLD TITLE INPUT RUNS COMMAND...

A command is split into words as a shell would, but not run by one; {refold}, {in} and {out} in it become the path of
Refold, the input and an output file without its ending. Standard output goes to a file too. A program that is not
found is said to be missing. Ratios are medians of pairs: each run of a command against the first command's run of the
same turn.
"""
import os
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

MOST_CPU_SECONDS = 60  # a command that has used more is not run again
MIB = 1024  # ru_maxrss counts KiB


class Failure(Exception):
    """A command that ended badly, with the last line it said."""


class Command:
    """A command to measure, and what its runs have cost so far."""

    def __init__(self, template, refold, source, folder):
        names = {"refold": "refold", "in": Path(source).name or source, "out": "out"}
        paths = {"refold": refold, "in": source, "out": str(folder / "out")}
        words = shlex.split(template)
        self.label = shlex.join(word.format(**names) for word in words)
        self.words = [word.format(**paths) for word in words]
        self.found = shutil.which(self.words[0]) is not None
        self.failure = None
        self.cpu = []
        self.wall = []
        self.peak = []
        self.output = 0
        self._folder = folder

    def wants_run(self):
        return self.found and not self.failure and sum(self.cpu) <= MOST_CPU_SECONDS

    def run(self):
        for path in self._folder.iterdir():
            path.unlink()
        stdout, stderr = self._folder / "stdout", self._folder / "stderr"
        status, usage, wall = spawn(self.words, stdout, stderr)
        if status != 0:
            said = stderr.read_text(errors="replace").strip().splitlines() or ["nothing said"]
            raise Failure(f"exit code {os.waitstatus_to_exitcode(status)}: {said[-1][:80]}")
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.wall.append(wall)
        self.peak.append(usage.ru_maxrss / MIB)
        self.output = sum(path.stat().st_size for path in self._folder.iterdir() if path != stderr)


def spawn(words, stdout, stderr):
    """Status, resource usage and seconds of one run."""
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(stdout), write, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(stderr), write, 0o600),
    ]
    begin = time.perf_counter()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    return status, usage, time.perf_counter() - begin


def smallest_peak(folder):
    """The least peak memory in MiB that can be seen: a process starts with the peak of the one that spawned it."""
    _, usage, _ = spawn(["true"], folder / "stdout", folder / "stderr")
    return usage.ru_maxrss / MIB


def run_in_turn(commands, runs):
    for turn in range(runs):
        start = turn % len(commands)
        for command in commands[start:] + commands[:start]:
            if command.wants_run():
                try:
                    command.run()
                except Failure as failure:
                    command.failure = str(failure)


def read_once(path):
    """Brings the input into the page cache, so that the first run does not pay for the disk."""
    with open(path, "rb") as file:
        while file.read(1 << 20):
            pass


def seconds(value):
    if value < 0.1:
        return f"{value * 1000:.1f} ms"
    return f"{value:.3f} s" if value < 10 else f"{value:.1f} s"


def mebibytes(value, floor):
    return f"≤ {floor:.0f}" if value < 1.2 * floor else f"{value:.0f}"


def ratio(first, other):
    pairs = sorted(theirs / ours for ours, theirs in zip(first, other) if ours > 0)
    if not pairs:
        return "–"
    middle = f"{statistics.median(pairs):.2f}×"
    return middle if len(pairs) == 1 else f"{middle} ({pairs[0]:.2f}–{pairs[-1]:.2f})"


def row(command, first, floor):
    if not command.found:
        cells = ["missing, skipped"] + [""] * 6
    elif command.failure:
        cells = [f"failed, {command.failure}".replace("|", "\\|")] + [""] * 6
    else:
        peak = statistics.median(command.peak)
        cells = [
            seconds(statistics.median(command.cpu)),
            seconds(statistics.median(command.wall)),
            mebibytes(peak, floor),
            f"{command.output / 1e6:.2f}",
            str(len(command.cpu)),
            ratio(first.cpu, command.cpu),
            "–" if not first.peak or statistics.median(first.peak) < 1.2 * floor
            else f"{peak / statistics.median(first.peak):.2f}×",
        ]
    return f"| `{command.label}` | " + " | ".join(cells) + " |"


def main(refold, title, source, runs, *templates):
    print(f"\n## {title}\n")
    if source != "-":
        if not os.path.exists(source):
            print(f"Skipped: {Path(source).name} is missing; `tools/make-large-inputs.sh` makes it.", flush=True)
            return
        read_once(source)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = smallest_peak(folder)
        commands = [Command(template, refold, source, folder) for template in templates]
        run_in_turn(commands, int(runs))
        print("| command | CPU | wall | peak MiB | output MB | runs | CPU, times the first row | memory |")
        print("|---|---|---|---|---|---|---|---|")
        for command in commands:
            print(row(command, commands[0], floor), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
