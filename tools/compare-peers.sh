#!/bin/sh
# Times Refold and its peers side by side, whole commands, on large inputs, and prints Markdown.
#
#   tools/compare-peers.sh REFOLD-BINARY INPUT-FOLDER > results.md
#
# REFOLD-BINARY should be a native build:
#   dotnet publish src/Convert.Cli -c Release -r linux-x64 -p:PublishAot=true
# INPUT-FOLDER is filled by tools/make-large-inputs.sh; a missing input skips its table.
# Peers are taken from PATH: inferno-collapse-perf, inferno-flamegraph, stackcollapse-perf.pl, flamegraph.pl, pprof.
# Missing ones are reported. Most of them have no version option: PEERS="inferno 0.12.8, ..." is
# printed with the machine. RUNS is the number of runs of each command, 7 by default.
#
# Commands of a table are run alternately. Needs python3. CPU time is user and system time of the whole process.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: tools/compare-peers.sh REFOLD-BINARY INPUT-FOLDER" >&2
    exit 2
fi
tools=$(cd "$(dirname "$0")" && pwd)
refold=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
inputs=$2
runs=${RUNS:-7}
[ -x "$refold" ] || { echo "compare-peers.sh: $refold is not a program" >&2; exit 1; }
command -v python3 > /dev/null || { echo "compare-peers.sh: python3 is missing" >&2; exit 1; }

# compare TITLE INPUT COMMAND...
compare() {
    title=$1
    input=$2
    shift 2
    python3 "$tools/measure.py" "$refold" "$title" "$input" "$runs" "$@"
}

# What the Go linker left in a program: its Go version.
go_version() {
    program=$(command -v "$1") && command -v go > /dev/null && go version "$program" 2> /dev/null | sed 's/.*: //'
}

machine() {
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sed 1q)
    echo "* CPU: ${model:-unknown}, $(getconf _NPROCESSORS_ONLN) cores"
    awk '/^MemTotal/ { printf "* memory: %.0f GiB\n", $2 / 1048576 }' /proc/meminfo
    echo "* system: $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(uname -srm)"
    echo "* load before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
    echo "* Refold: $("$refold" --version 2>&1 | sed 1q)"
    echo "* Perl: $(perl -e 'print $^V' 2> /dev/null || echo missing), pprof: $(go_version pprof || echo 'unknown Go')"
    [ -z "${PEERS:-}" ] || echo "* peers: $PEERS"
}

echo "# Refold compared with its peers"
echo
machine
echo
echo "Medians of whole commands, run alternately. CPU is user plus system time. Ratios are medians over consecutive runs,"
echo "with the smallest and largest pair."

for name in base second p1g; do
    set -- '{refold} {in} --to folded' 'inferno-collapse-perf -n 1 {in}'
    [ "$name" = p1g ] || set -- "$@" 'stackcollapse-perf.pl {in}'
    compare "perf script text to folded stacks: $name.txt" "$inputs/$name.txt" "$@"
done
compare 'perf script text to pprof: base.txt' "$inputs/base.txt" \
    '{refold} {in} --to folded' '{refold} {in} -o {out}.pb.gz'
for name in merged big; do
    compare "pprof to pprof: $name.pb.gz" "$inputs/$name.pb.gz" \
        '{refold} {in} -o {out}.pb.gz' 'pprof -proto -symbolize=none -output={out}.pb.gz {in}'
done
compare 'pprof to dot: deep.pb.gz' "$inputs/deep.pb.gz" \
    '{refold} {in} -o {out}.dot' 'pprof -dot -symbolize=none -output={out}.dot {in}'
compare 'pprof to callgrind: deep.pb.gz' "$inputs/deep.pb.gz" \
    '{refold} {in} -o {out}.callgrind' 'pprof -callgrind -symbolize=none -output={out}.callgrind {in}'
compare 'pprof to CSV: deep.pb.gz' "$inputs/deep.pb.gz" '{refold} {in} -o {out}.csv'
compare '1,000 profiles to one: pieces.list' "$inputs/pieces.list" \
    '{refold} @{in} -o {out}.pb.gz' 'xargs -a {in} pprof -proto -symbolize=none -output={out}.pb.gz'
for name in base f200; do
    compare "folded stacks to SVG: $name.folded" "$inputs/$name.folded" \
        '{refold} {in} -o {out}.svg' 'inferno-flamegraph {in}' 'flamegraph.pl {in}'
done
if [ -s "$inputs/trace.nettrace" ]; then
    compare 'traces of .NET to pprof and speedscope: trace.nettrace' "$inputs/trace.nettrace" \
        '{refold} {in} -o {out}.pb.gz' '{refold} {in} --profile all -o {out}.pb.gz' \
        '{refold} {in} -o {out}.speedscope.json' 'dotnet-trace convert --format Speedscope -o {out} {in}'
    compare 'a small trace of .NET: small.nettrace' "$inputs/small.nettrace" \
        '{refold} {in} -o {out}.pb.gz' 'dotnet-trace --version'
fi
if [ -s "$inputs/rings.trace" ]; then
    compare 'Go execution trace to pprof: rings.trace' "$inputs/rings.trace" \
        '{refold} {in} --profile sync -o {out}.pb.gz' '{refold} {in} -o {out}.pb.gz' \
        '{refold} {in} --profile wall -o {out}.svg' 'go tool trace -pprof=sync {in}'
fi
runs=30
compare 'Start' - '{refold} --version' 'true'

echo
echo "Load after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
