namespace Refold.Formats.GoTrace;

/// <summary>What kind of thing a goroutine waits for.</summary>
internal enum GoReasonKind : byte
{
    /// <summary>Nothing known, sleep, or something of the runtime.</summary>
    Other,

    /// <summary>The network.</summary>
    Network,

    /// <summary>Another goroutine.</summary>
    Sync,

    /// <summary>The garbage collector, on the account of allocations.</summary>
    AssistWait,

    /// <summary>Nothing that could come: an empty select, a nil channel.</summary>
    Forever,
}
