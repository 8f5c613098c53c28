namespace Refold.Formats.GoTrace;

/// <summary>
/// The events of traces up to Go 1.21, by their number in the file. Those with a time have it first, as ticks since the
/// event before in the batch; then stand the arguments named here, and the id of the stack last if there is one.
/// </summary>
internal enum GoV1Event : byte
{
    None = 0,
    Batch = 1,                  // processor, ticks (Go 1.5: processor, sequence, ticks)
    Frequency = 2,              // ticks a second
    Stack = 3,                  // id, count, count × (address, function, file, line)
    Gomaxprocs = 4,             // count; stack
    ProcStart = 5,              // thread
    ProcStop = 6,
    GcStart = 7,                // sequence number; stack
    GcDone = 8,
    StopBegin = 9,              // kind
    StopEnd = 10,
    SweepStart = 11,            // stack
    SweepDone = 12,             // bytes swept, bytes reclaimed
    GoCreate = 13,              // goroutine, its stack; creator's stack
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
    GoSysExit = 29,             // goroutine, sequence number, ticks when it really was
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
    GoSysExitLocal = 40,        // goroutine, ticks when it really was
    GoStartLabel = 41,          // goroutine, sequence number, label
    GoBlockGc = 42,             // stack
    AssistStart = 43,           // stack
    AssistDone = 44,
    TaskCreate = 45,            // task, parent, name; stack
    TaskEnd = 46,               // task; stack
    Region = 47,                // task, 0 for its begin, name; stack
    Log = 48,                   // task, key; stack; then a message that is not part of the length
    CpuSample = 49,             // ticks, processor, goroutine; stack
}
