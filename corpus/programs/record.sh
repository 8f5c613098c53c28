#!/bin/bash
# Records the corpus anew: builds the programs, runs them under perf, Go's and gperftools' profilers, and
# writes the texts. Everything happens in a fresh folder below the system's temporary folder, under a
# hostname of its own, so that nothing about the recording machine lands in the files.
#
#   sudo corpus/programs/record.sh OUTPUT-FOLDER
#
# Needs Linux x86-64, root, perf, gcc, g++, go, a JDK, node, python3, the .NET SDK, and Debian's packages
# libgoogle-perftools-dev and golang-github-google-pprof-dev.
# The kernel's limit on stack depth is raised for one recording and restored.
set -euo pipefail

programs=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != --inside ]; then
    mkdir -p "$1"
    exec unshare --mount --uts -- "$0" --inside "$(cd "$1" && pwd)"
fi

output=$2
hostname recorder
mountpoint -q /sys/kernel/tracing || mount -t tracefs tracefs /sys/kernel/tracing
place=$(mktemp -d)
chmod 755 "$place"
export HOME=$place/home LC_ALL=C.UTF-8 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p "$HOME" "$place/truth" "$output/perf-script" "$output/pprof" "$output/truth"
max_stack=$(cat /proc/sys/kernel/perf_event_max_stack)
trap 'set_max_stack "$max_stack"; rm -rf "$place"' EXIT
cd "$place"

# The kernel refuses while any recording with stacks runs.
set_max_stack() {
    local attempt
    for attempt in $(seq 50); do
        { echo "$1" > /proc/sys/kernel/perf_event_max_stack; } 2> /dev/null && return
        sleep 0.2
    done
    echo "kernel.perf_event_max_stack cannot be set to $1: another recording is running" >&2
    return 1
}

build() {
    local name
    cp -r "$programs" source
    for name in threads deep comms faults mapped; do
        gcc -O1 -g -fno-omit-frame-pointer -pthread "source/c/$name.c" -o "$name" -ldl
    done
    gcc -O1 -shared -fPIC -fno-omit-frame-pointer source/c/plugin.c -o plugin.so
    g++ -O2 -g source/cpp/shapes.cpp -o shapes
    g++ -O2 -g -fno-omit-frame-pointer source/cpp/shapes.cpp -o shapes-fp
    g++ -O2 -g source/cpp/shapes.cpp -o shapes-profiled -Wl,--no-as-needed -lprofiler
    g++ -O1 -g -fno-omit-frame-pointer source/cpp/allocations.cpp -o allocations -Wl,--no-as-needed -ltcmalloc
    (cd source/go && go build -trimpath -o "$place/go-burn" ./burn)
    GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$place/pprof" github.com/google/pprof
    (cd source/go && go build -trimpath -o "$place/go-profiles" ./profiles)
    javac -d java source/java/Phases.java
    dotnet build source/csharp -c Release -o csharp -v quiet > /dev/null
}

# record NAME ARGUMENT...: perf record into NAME.data; what the program said goes to truth/NAME.txt
record() {
    local name=$1
    shift
    printf 'record\t%s\tperf record %s\n' "$name" "$(quote "$@")" >> "$output/truth/commands.tsv"
    perf record --quiet --no-buildid-cache -o "$name.data" "$@" > "$output/truth/$name.program.txt" 2> "$name.stderr" ||
        { cat "$name.stderr" >&2; return 1; }
    perf report --stats -i "$name.data" > "$output/truth/$name.stats.txt" 2> /dev/null
    perf script -i "$name.data" -G -F event,period 2> /dev/null |
        awk '{ samples[$2]++; total[$2] += $1 }
            END { for (event in samples) printf "%s %d %.0f\n", event, samples[event], total[event] }' \
            > "$output/truth/$name.totals.txt"
}

# text NAME DATA ARGUMENT...: perf script of DATA.data into NAME.perf
text() {
    local name=$1 data=$2
    shift 2
    printf 'text\t%s\t%s\tperf script %s\n' "$name" "$data" "$(quote "$@")" >> "$output/truth/commands.tsv"
    perf script -i "$data.data" "$@" > "$output/perf-script/$name.perf" 2> "$name.stderr" ||
        { cat "$name.stderr" >&2; return 1; }
}

# drop_maps NAME...: remove the symbol maps that the recorded processes left in /tmp
drop_maps() {
    local name process
    for name in "$@"; do
        for process in $(perf script -i "$name.data" -G -F pid 2> /dev/null | sort -u); do
            rm -f "/tmp/perf-$process.map"
        done
    done
}

quote() {
    local argument
    for argument in "$@"; do
        case $argument in
            "$place"/*) argument=./${argument#"$place"/} ;;
        esac
        case $argument in
            *[!A-Za-z0-9_./,:=+%-]*) printf "'%s' " "$argument" ;;
            *) printf '%s ' "$argument" ;;
        esac
    done
}

record_c() {
    record threads -e cpu-clock -F 99 -g -- "$place/threads" 0.5
    text threads threads
    record fields -e cpu-clock -F 49 -g -- "$place/threads" 0.3
    text small fields
    text header fields --header
    text nanoseconds fields --ns
    text pid fields -F +pid
    text misc-column fields -F +misc
    text relative-time fields --reltime
    text delta-time fields --deltatime
    text hidden-callchain fields -G
    text mmap-events fields --show-mmap-events
    text task-events fields --show-task-events --show-mmap-events
    text max-stack fields --max-stack 2
    text no-comm fields -F -comm
    text no-tid fields -F -tid
    text no-comm-no-tid fields -F -comm,-tid
    text no-time fields -F -time
    text no-event fields -F -event
    text no-period fields -F -period
    text no-period-no-event fields -F -period,-event
    text no-time-no-event fields -F comm,pid,tid,ip,sym,dso
    text no-time-no-period fields -F comm,tid,event,ip,sym,dso
    text no-dso fields -F -dso
    text no-sym fields -F comm,tid,time,period,event,ip,dso
    text no-sym-no-dso fields -F comm,tid,time,period,event,ip
    text no-ip fields -F comm,tid,time,period,event
    text no-symbol-offset fields -F comm,tid,time,period,event,ip,sym,dso
    text ip-sym fields -F ip,sym
    text ip-sym-dso fields -F ip,sym,dso
    text comm-ip-sym fields -F comm,ip,sym
    text source-code-lines fields -F +srcline,+srccode
    text instruction-bytes fields -F +insn,+insnlen
    text comm-pid-time fields -F comm,pid,time,ip,sym,dso
    text time-only fields -F time,ip,sym,dso

    record default-event -F 49 -g -- "$place/threads" 0.3
    text default-event default-event
    record no-callchain -e cpu-clock -F 99 -- "$place/threads" 0.5
    text no-callchain no-callchain
    text no-callchain-pid-offset no-callchain -F +pid,+symoff
    record modifiers -e cpu-clock:u -F 49 -g -- "$place/threads" 0.3
    text modifiers modifiers
    record cpu-column -e cpu-clock -F 49 -g --sample-cpu -- "$place/threads" 0.3
    text cpu-column cpu-column
    text all-columns cpu-column --ns -F comm,pid,tid,cpu,time,period,event,ip,sym,symoff,dso,misc
    record fixed-period -e cpu-clock -c 20000000 -g -- "$place/threads" 0.3
    text fixed-period fixed-period

    record two-events -e cpu-clock,task-clock -F 49 -g -- "$place/threads" 0.3
    text two-events two-events
    record two-events-no-callchain -e cpu-clock,task-clock -F 49 -- "$place/threads" 0.3
    text two-events-no-callchain two-events-no-callchain
    record event-terms -e cpu-clock/freq=99/ -e page-faults/period=50/ -g -- "$place/faults" 2000 100
    text event-terms event-terms
    record event-names -e cpu-clock/name=my-clock,period=10000000/ -e page-faults/name=faults_2nd,period=30/ -g \
        -- "$place/faults" 100 100
    text event-names event-names
    record three-events -e cpu-clock,page-faults,context-switches -F 99 -g -- "$place/faults" 4000 200
    text three-events three-events
    record event-group -e '{cpu-clock,page-faults,context-switches}:S' -F 99 -g -- "$place/faults" 2000 100
    text metric event-group -F +metric

    record faults -e page-faults -c 20 -g -d -- "$place/faults" 800 10
    text page-faults faults
    text addr faults -F +addr
    text addr-no-callchain faults -G -F +addr
    record user-regs -e cpu-clock -F 49 -g --user-regs=AX,BX,SP,IP -- "$place/threads" 0.2
    text user-regs user-regs -F +uregs
    record intr-regs -e cpu-clock -F 49 -g --intr-regs=AX,SP,IP -- "$place/threads" 0.2
    text intr-regs intr-regs -F +iregs
    record physical -e cpu-clock -F 49 -g -d --phys-data --data-page-size --code-page-size -W -- "$place/threads" 0.2 &&
        text addr-and-weight physical -F +addr,+weight,+data_src,+phys_addr,+data_page_size,+code_page_size
    record time-of-day -e cpu-clock -F 49 -g -k CLOCK_MONOTONIC -- "$place/threads" 0.2
    text time-of-day time-of-day -F +tod

    record comms -e cpu-clock -F 199 -g -- "$place/comms" 20
    text comms comms
    text comms-no-callchain comms -G
    text comms-pid-cpu comms -F +pid

    cp plugin.so deleted.so
    cp plugin.so 'plug in (v1).so'
    record mapped -e cpu-clock -F 99 -g -- "$place/mapped" "$place/deleted.so" "$place/plug in (v1).so" 100
    text mapped-code mapped
    text mapped-code-no-callchain mapped -G
    cp threads 'my threads'
    record blank-in-dso -e cpu-clock -F 49 -g -- "$place/my threads" 0.2
    text blank-in-dso blank-in-dso

    record deep -e cpu-clock -F 49 -g -- "$place/deep" 0.3
    text deep-127 deep
    set_max_stack 1200
    record deeper -e cpu-clock -F 19 -g -- "$place/deep" 0.3
    text deep-1000 deeper --max-stack 1200
    set_max_stack "$max_stack"

    record lost -e cpu-clock -F 1999 -m 1 --call-graph dwarf,2048 -- "$place/threads" 0.03
    text lost-events lost --show-lost-events
    record switches -e cpu-clock -F 49 -g --switch-events -- "$place/threads" 0.1
    text switch-events switches --show-switch-events
}

record_kernel() {
    local comm known='next_comm ~ "swapper*"'
    for comm in threads net io Web; do
        known+=" || next_comm ~ \"$comm*\""
    done
    record tracepoint -e sched:sched_switch --filter "$known" -g -- "$place/threads" 0.06
    text tracepoint tracepoint
    text tracepoint-no-callchain tracepoint -G
    text tracepoint-no-trace tracepoint -F -trace
    record tracepoint-and-clock -e sched:sched_switch --filter "$known" -e cpu-clock/freq=199/ -g \
        -- "$place/threads" 0.06
    text tracepoint-and-clock tracepoint-and-clock
    record syscalls -e raw_syscalls:sys_enter -e syscalls:sys_enter_write -e syscalls:sys_enter_openat -g \
        -- dd if=/dev/zero of=/dev/null bs=4k count=4
    text syscalls syscalls
    record kernel -e cpu-clock -F 29 -g -- find /usr/lib /usr/share -newermt 2100-01-01
    text kernel kernel
    perf probe --quiet -x "$place/threads" burn_chunk=checksum_block_chunk i=%ax > /dev/null 2>&1
    record uprobe -e probe_threads:burn_chunk -g -- "$place/threads" 0.02
    perf probe --quiet --del probe_threads:burn_chunk
    text uprobe uprobe
    "$place/threads" 2 > "$output/truth/system-wide.threads.txt" &
    record system-wide -e cpu-clock -F 29 -a -g -- sleep 1
    wait
    text system-wide system-wide --comms 'swapper,threads,net worker (2),io/read:fast,Web Content #1'
}

record_languages() {
    record cpp -e cpu-clock -F 49 -g -- "$place/shapes-fp" 0.4
    text cpp-frame-pointers cpp
    text mangled cpp --no-demangle
    record cpp-broken -e cpu-clock -F 49 -g -- "$place/shapes" 0.4
    text cpp-broken-stacks cpp-broken
    record dwarf -e cpu-clock -F 49 --call-graph dwarf,4096 -- "$place/shapes" 0.4
    text dwarf-inlined dwarf
    text dwarf-no-inline dwarf --no-inline
    text srcline dwarf -F +srcline
    text srcline-full-path dwarf -F +srcline --full-source-path
    text srcline-header-nanoseconds dwarf --header --ns -F comm,pid,tid,time,period,event,ip,sym,symoff,dso,srcline
    record dwarf-c -e cpu-clock -F 49 --call-graph dwarf,4096 -- "$place/threads" 0.2
    text dwarf-user-regs dwarf-c -F +uregs
    record go -e cpu-clock -F 49 -g -- "$place/go-burn" 0.5
    text go go
    record java -e cpu-clock -F 49 -g -- java -Xint -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
        -cp "$place/java" org.example.demo.Phases 0.15
    text java-interpreted java
    record java-jit -e cpu-clock -F 49 -g -- java -XX:+UseSerialGC -XX:+PreserveFramePointer \
        -XX:+UnlockDiagnosticVMOptions -XX:+DumpPerfMapAtExit -cp "$place/java" org.example.demo.Phases 0.4
    text java java-jit
    record node -e cpu-clock -F 49 -g -- node --perf-basic-prof --interpreted-frames-native-stack \
        "$place/source/node/phases.js" 0.4
    text node node
    record python -e cpu-clock -F 49 -g -- /usr/bin/python3 "$place/source/python/phases.py" 0.6
    text python python
    export DOTNET_PerfMapEnabled=1 DOTNET_TieredPGO=0
    DOTNET_EnableWriteXorExecute=0 record csharp -e cpu-clock -F 29 -g -- dotnet "$place/csharp/Phases.dll" 0.4
    text csharp csharp
    record csharp-double-mapped -e cpu-clock -F 29 -g -- dotnet "$place/csharp/Phases.dll" 0.1
    text csharp-double-mapped csharp-double-mapped
    drop_maps java-jit node csharp csharp-double-mapped
}

# proto NAME SYMBOLIZE ARGUMENT...: pprof's own output into NAME.pb.gz
proto() {
    local name=$1 symbolize=$2
    shift 2
    ./pprof -proto "-symbolize=$symbolize" -output "$output/pprof/$name.pb.gz" "$@" > /dev/null 2>&1
}

record_pprof() {
    local folder=$output/pprof name
    mkdir go
    "$place/go-profiles" go > "$output/truth/go-profiles.program.txt"
    for name in cpu heap allocs block mutex goroutine threadcreate; do
        cp "go/$name.pb.gz" "$folder/go-$name.pb.gz"
    done
    cp 'go/own profile.pb.gz' "$folder/go-own-profile.pb.gz"
    gzip -dc "$folder/go-cpu.pb.gz" > "$folder/uncompressed.pb"
    (head -c 1000 "$folder/uncompressed.pb" | gzip -n; tail -c +1001 "$folder/uncompressed.pb" | gzip -n) \
        > "$folder/two-gzip-members.pb.gz"
    (cat "$folder/go-mutex.pb.gz"; head -c 100 /dev/zero) > "$folder/zeros-after-gzip.pb.gz"

    CPUPROFILE=$place/cpp.prof CPUPROFILE_FREQUENCY=250 ./shapes-profiled 0.5 \
        > "$output/truth/cpp-cpu.program.txt" 2> /dev/null
    HEAPPROFILE=$place/heap ./allocations > "$output/truth/cpp-heap.program.txt" 2> /dev/null
    mkdir go-again
    "$place/go-profiles" go-again 0.6 > /dev/null
    proto cpp-addresses-only none cpp.prof
    proto cpp-inlined local ./shapes-profiled cpp.prof
    proto cpp-heap local ./allocations "$(ls heap.*.heap | tail -1)"
    proto merged-go-and-cpp none go/cpu.pb.gz "$folder/cpp-addresses-only.pb.gz"
    proto diff none -diff_base go/cpu.pb.gz go-again/cpu.pb.gz
    for name in "$folder"/*.pb*; do
        go tool pprof -raw -symbolize=none "$name" > "$output/truth/$(basename "$name").raw.txt" 2> /dev/null || true
    done
}

build
record_c
record_kernel
record_languages
record_pprof
# The kernel's release is the one line of perf's header that still names the machine.
sed -i -E 's/^# os release : .*/# os release : 6.18.0/' "$output"/perf-script/*.perf
python3 "$programs/derive.py" "$output"
python3 "$programs/make_pprof.py" "$output/pprof"
