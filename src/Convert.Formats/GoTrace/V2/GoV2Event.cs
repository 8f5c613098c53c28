namespace Refold.Formats.GoTrace;

/// <summary>
/// The events of traces since Go 1.22, by their number in the file. Behind the number stand the time since the event
/// before in the batch, and the arguments named here; all are varints.
/// </summary>
internal enum GoV2Event : byte
{
    None = 0,

    // The structure of the file; none of these has a time.
    Batch = 1,                  // generation, thread, time, size; then so many bytes
    Stacks = 2,
    Stack = 3,
    Strings = 4,
    String = 5,
    CpuSamples = 6,
    CpuSample = 7,
    Frequency = 8,

    ProcsChange = 9,            // count, stack
    ProcStart = 10,             // processor, its sequence number
    ProcStop = 11,
    ProcSteal = 12,             // processor, its sequence number, thread that had it
    ProcStatus = 13,            // processor, status
    GoCreate = 14,              // goroutine, its stack, creator's stack
    GoCreateSyscall = 15,       // goroutine
    GoStart = 16,               // goroutine, its sequence number
    GoDestroy = 17,
    GoDestroySyscall = 18,
    GoStop = 19,                // reason, stack
    GoBlock = 20,               // reason, stack
    GoUnblock = 21,             // goroutine, its sequence number, stack of who wakes it
    GoSyscallBegin = 22,        // sequence number of the processor, stack
    GoSyscallEnd = 23,
    GoSyscallEndBlocked = 24,
    GoStatus = 25,              // goroutine, thread, status
    StopBegin = 26,             // kind, stack
    StopEnd = 27,
    GcActive = 28,              // sequence number
    GcBegin = 29,               // sequence number, stack
    GcEnd = 30,                 // sequence number
    SweepActive = 31,           // processor
    SweepBegin = 32,            // stack
    SweepEnd = 33,              // bytes swept, bytes reclaimed
    AssistActive = 34,          // goroutine
    AssistBegin = 35,           // stack
    AssistEnd = 36,
    HeapAlloc = 37,             // bytes
    HeapGoal = 38,              // bytes
    GoLabel = 39,               // label
    TaskBegin = 40,             // task, parent, name, stack
    TaskEnd = 41,               // task, stack
    RegionBegin = 42,           // task, name, stack
    RegionEnd = 43,             // task, name, stack
    Log = 44,                   // task, key, value, stack

    // Since Go 1.23.
    GoSwitch = 45,              // goroutine, its sequence number
    GoSwitchDestroy = 46,       // goroutine, its sequence number
    GoCreateBlocked = 47,       // goroutine, its stack, creator's stack
    GoStatusStack = 48,         // goroutine, thread, status, stack
    ExperimentalBatch = 49,     // experiment; then as a batch

    // Since Go 1.25.
    Sync = 50,
    ClockSnapshot = 51,         // monotonic nanoseconds, seconds and nanoseconds since 1970

    // Since Go 1.26.
    EndOfGeneration = 52,
}
