namespace Refold.Formats.GoTrace;

/// <summary>The types of events up to Go 1.21, with the values that the file uses.</summary>
/// <remarks>
/// All but the first three, TimerGoroutine and String begin with a time, in ticks since the previous event of the
/// batch. The comments list the arguments that follow; if there is a stack, its id comes last.
/// </remarks>
internal enum GoV1Event : byte
{
    None = 0,
    Batch = 1,                  // processor, ticks; Go 1.5 and 1.6: processor, sequence number, ticks
    Frequency = 2,              // ticks per second
    Stack = 3,                  // id, count, count x (address, function, file, line); Go 1.5 and 1.6: addresses
    Gomaxprocs = 4,             // count; stack
    ProcStart = 5,              // thread
    ProcStop = 6,
    GcStart = 7,                // sequence number; stack
    GcDone = 8,
    StopBegin = 9,              // kind
    StopEnd = 10,
    SweepStart = 11,            // stack
    SweepDone = 12,             // bytes swept, bytes reclaimed
    GoCreate = 13,              // goroutine, stack it starts with; creator's stack
    GoStart = 14,               // goroutine, sequence number
    GoEnd = 15,
    GoStop = 16,                // stack
    GoSched = 17,               // stack
    GoPreempt = 18,             // stack
    GoSleep = 19,               // stack
    GoBlock = 20,               // stack
    GoUnblock = 21,             // goroutine, sequence number; stack
    GoBlockSend = 22,           // stack
    GoBlockRecv = 23,           // stack
    GoBlockSelect = 24,         // stack
    GoBlockSync = 25,           // stack
    GoBlockCond = 26,           // stack
    GoBlockNet = 27,            // stack
    GoSysCall = 28,             // stack
    GoSysExit = 29,             // goroutine, sequence number, ticks at which it happened (0: now)
    GoSysBlock = 30,
    GoWaiting = 31,             // goroutine
    GoInSyscall = 32,           // goroutine
    HeapAlloc = 33,             // bytes
    HeapGoal = 34,              // bytes
    TimerGoroutine = 35,        // goroutine; no time
    FutileWakeup = 36,
    String = 37,                // id, length, bytes; no time
    GoStartLocal = 38,          // goroutine
    GoUnblockLocal = 39,        // goroutine; stack
    GoSysExitLocal = 40,        // goroutine, ticks at which it happened (0: now)
    GoStartLabel = 41,          // goroutine, sequence number, label
    GoBlockGc = 42,             // stack
    AssistStart = 43,           // stack
    AssistDone = 44,
    TaskCreate = 45,            // task, parent, name; stack
    TaskEnd = 46,               // task; stack
    Region = 47,                // task, 0 (begin) or 1 (end), name; stack
    Log = 48,                   // task, key; stack; then a message (length, bytes) after the event's end
    CpuSample = 49,             // ticks, processor, goroutine; stack
}
