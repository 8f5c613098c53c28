namespace Refold.Formats.GoTrace;

/// <summary>The types of events since Go 1.22, with the values that the file uses.</summary>
/// <remarks>
/// The type is followed by the time, in ticks since the previous event of the batch, and by the arguments that the
/// comments list; all are varints.
/// </remarks>
internal enum GoV2Event : byte
{
    None = 0,

    // The structure of the file. None of these has a time.
    Batch = 1,                  // generation, thread, ticks, length; then the content
    Stacks = 2,                 // begins the content of a batch with stacks
    Stack = 3,                  // id, count, count × (address, function, file, line)
    Strings = 4,                // begins the content of a batch with strings
    String = 5,                 // id, length, bytes
    CpuSamples = 6,             // begins the content of a batch with CPU samples
    CpuSample = 7,              // ticks, thread, processor, goroutine, stack
    Frequency = 8,              // ticks per second

    ProcsChange = 9,            // count, stack
    ProcStart = 10,             // processor, its sequence number
    ProcStop = 11,
    ProcSteal = 12,             // processor, its sequence number, thread that loses it
    ProcStatus = 13,            // processor, status
    GoCreate = 14,              // goroutine, stack it starts with, creator's stack
    GoCreateSyscall = 15,       // goroutine
    GoStart = 16,               // goroutine, its sequence number
    GoDestroy = 17,
    GoDestroySyscall = 18,
    GoStop = 19,                // reason, stack
    GoBlock = 20,               // reason, stack
    GoUnblock = 21,             // goroutine, its sequence number, waker's stack
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
    GoCreateBlocked = 47,       // goroutine, stack it starts with, creator's stack
    GoStatusStack = 48,         // goroutine, thread, status, stack
    ExperimentalBatch = 49,     // experiment; then like Batch

    // Since Go 1.25.
    Sync = 50,                  // begins the content of a batch with frequency and clock
    ClockSnapshot = 51,         // monotonic ns, Unix seconds, ns of the second

    // Since Go 1.26.
    EndOfGeneration = 52,
}
