#!/bin/sh
# Makes the large inputs that compare-peers.sh times, in a folder of their own (about 2 GB):
#
#   base.txt      one recording of varied real work, the text of perf script, not thinned and not repeated
#   second.txt    another one of other work: a .NET build, with deep stacks and long names
#   p1g.txt       base.txt again and again up to 1 GB, each round with other process ids and times
#   base.folded   the folded stacks of base.txt
#   f200.folded   200 MB of folded stacks with comm-pid/tid as root frame
#   merged.pb.gz  base.txt as pprof, equal stacks merged
#   big.pb.gz     1,000,000 unmerged pprof samples with the labels comm, pid and tid
#   deep.pb.gz    500,000 pprof samples of 30 frames, over 200,000 locations in 50,000 functions
#   pieces.list   the paths of 1,000 profiles: base.txt cut into 250 pieces, four times over
#   trace.nettrace, small.nettrace
#                 dotnet-trace's recordings of corpus/programs/dotnet, about 215 and 7 MB; without dotnet-trace, none
#   rings.trace   an execution trace of corpus/programs/go/rings, about 45 MB; without Go, none
#
#   sudo tools/make-large-inputs.sh OUTPUT-FOLDER
#
# A base.txt or second.txt that is already there is kept, so that a recording of one's own can be used: the text of
# perf script with its default fields, after perf record with -a or --sample-cpu. Recording needs Linux, perf and root.
# The work is done by whichever of g++, javac, python3, perl, node, dotnet, sqlite3, tar and gzip are there. perf's
# symbol maps of that work stay in /tmp (perf-PID.map). The machine should have little else to do.
set -eu

tools=$(cd "$(dirname "$0")" && pwd)

has() {
    command -v "$1" > /dev/null 2>&1
}

compile_cpp() {
    has g++ || return 0
    printf '#include <%s>\n' algorithm functional iostream map regex string unordered_map vector > work.cpp
    cat >> work.cpp <<'CPP'
int main(int argc, char **argv)
{
    std::regex word("([a-z]+)-([0-9]+)");
    std::map<std::string, std::vector<int>> lengths;
    std::unordered_map<std::string, std::function<int(int)>> folds;
    for (int i = 1; i < argc; i++) {
        lengths[std::regex_replace(std::string(argv[i]), word, "$2-$1")].push_back(i);
    }
    folds["twice"] = [](int value) { return 2 * value; };
    for (auto &entry : lengths) {
        std::sort(entry.second.begin(), entry.second.end());
        std::cout << entry.first << folds["twice"](entry.second.front()) << std::endl;
    }
}
CPP
    g++ -O2 -std=c++17 -c work.cpp -o work.o
}

run_java() {
    has javac && has java || return 0
    cat > Work.java <<'JAVA'
import java.util.*;
import java.util.stream.*;

class Work {
    public static void main(String[] arguments) {
        var random = new Random(1);
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < 900_000; i++) {
            counts.merge("key" + random.nextInt(50_000), 1, Integer::sum);
        }
        System.out.println(counts.values().stream().collect(Collectors.summingInt(count -> count)));
        System.out.println(IntStream.range(0, 450_000).mapToObj(Integer::toString).sorted().count());
    }
}
JAVA
    javac Work.java
    java -XX:+PreserveFramePointer -XX:+UnlockDiagnosticVMOptions -XX:+DumpPerfMapAtExit Work
}

run_python() {
    python3 - <<'PYTHON'
import collections, json, random, re

rows = [{"weight": random.random(), "name": str(i), "list": list(range(10))} for i in range(60000)]
text = json.dumps(rows)
print(len(collections.Counter(re.findall(r"\d+", text))))
print(sorted(json.loads(text), key=lambda row: row["weight"])[0])
PYTHON
    python3 -X importtime -c 'import asyncio, decimal, http.client, sqlite3, unittest, xml.dom.minidom' 2> /dev/null
}

run_perl() {
    has perl || return 0
    perl -e 'for (1 .. 1000000) { $seen{int(rand(50000))} .= "x" }
        print join(",", (sort { $seen{$a} cmp $seen{$b} } keys %seen)[0 .. 3]), "\n"'
}

run_node() {
    has node || return 0
    node --perf-basic-prof -e '
        const counts = new Map();
        for (let i = 0; i < 2e6; i++) { const key = "key" + (i % 50021); counts.set(key, (counts.get(key) || 0) + 1); }
        console.log(JSON.stringify([...counts].sort((a, b) => a[1] - b[1])).length);
        console.log("abcabc".repeat(4e5).match(/(abc)+/g).length);'
}

# An evaluation of a project: a second of real work, where a build would drown the rest in its deep stacks.
evaluate_dotnet() {
    has dotnet || return 0
    DOTNET_PerfMapEnabled=1 dotnet msbuild "$tools/../src/Convert.Core" -getProperty:TargetFramework
}

build_dotnet() {
    has dotnet || return 0
    DOTNET_PerfMapEnabled=1 dotnet build "$tools/../src/Convert.Cli" --artifacts-path "$PWD/artifacts" \
        -v quiet -nodeReuse:false -p:UseSharedCompilation=false
}

run_sqlite() {
    has sqlite3 || return 0
    sqlite3 :memory: "with recursive n(i) as (select 1 union all select i + 1 from n where i < 600000)
        select count(*), sum(length(t)) from (select distinct i % 9973 as k, hex(i * 7) as t from n order by t)"
}

pack_files() {
    find /usr/include /usr/lib/python3 -type f 2> /dev/null | head -2000 > list
    tar cf - -T list 2> /dev/null | gzip -6 > packed.tar.gz
    xargs wc -l < list | sort -n | tail -1
}

# Two jobs at a time keep two CPUs busy; a job that fails has still given its samples.
work_base() {
    (compile_cpp; run_node; pack_files; run_sqlite) &
    (run_java; run_python; run_perl; evaluate_dotnet) &
    wait
}

work_second() {
    build_dotnet &
    (run_java; run_node; run_python; compile_cpp) &
    wait
}

# record FOLDER NAME FREQUENCY
record() {
    has perf || { echo "make-large-inputs.sh: perf is missing; put a recording into $1/$2.txt" >&2; exit 1; }
    place=$(mktemp -d)
    # cpu-clock exists in every virtual machine. --sample-cpu gives the text that -a gives, of this work alone.
    (cd "$place" && perf record -e cpu-clock -F "$3" -g --sample-cpu -m 16M -o perf.data -- \
        "$tools/make-large-inputs.sh" --work "work_$2" > work.log 2>&1) || { tail "$place/work.log" >&2; exit 1; }
    # Without --no-inline perf asks addr2line about every address, which can take hours.
    perf script --no-inline -i "$place/perf.data" > "$1/$2.txt.part" 2> "$place/script.log"
    mv "$1/$2.txt.part" "$1/$2.txt"
    rm -rf "$place"
}

# record_dotnet FILE MILLISECONDS
record_dotnet() {
    has dotnet-trace || { echo "make-large-inputs.sh: dotnet-trace is missing: no $1" >&2; return 0; }
    place=$(mktemp -d)
    cp -r "$tools/../corpus/programs/dotnet" "$place/events"
    dotnet build "$place/events" -c Release -v quiet -o "$place/bin"
    events=Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:0x100003801D:5
    dotnet-trace collect --providers "$events" --buffersize 1024 -o "$1" -- dotnet "$place/bin/Events.dll" large "$2"
    rm -rf "$place"
}

# record_go FILE LAPS
record_go() {
    has go || { echo "make-large-inputs.sh: go is missing: no $1" >&2; return 0; }
    place=$(mktemp -d)
    (cd "$tools/../corpus/programs/go" && go build -o "$place/rings" ./rings)
    "$place/rings" "$1" "$2"
    rm -rf "$place"
}

if [ "${1:-}" = --work ]; then
    set +e
    "$2"
    exit 0
fi
if [ $# -ne 1 ]; then
    echo "usage: tools/make-large-inputs.sh OUTPUT-FOLDER" >&2
    exit 2
fi
mkdir -p "$1"
[ -s "$1/base.txt" ] || record "$1" base 9999
[ -s "$1/second.txt" ] || record "$1" second 999
[ -s "$1/trace.nettrace" ] || record_dotnet "$1/trace.nettrace" 21000
[ -s "$1/small.nettrace" ] || record_dotnet "$1/small.nettrace" 750
[ -s "$1/rings.trace" ] || record_go "$1/rings.trace" 17000
exec python3 "$tools/large_inputs.py" "$1"
