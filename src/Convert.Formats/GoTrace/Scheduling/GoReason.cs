namespace Refold.Formats.GoTrace;

/// <summary>The reason why a goroutine stopped running.</summary>
/// <param name="Name">The runtime's words, such as "chan receive"; empty if unknown.</param>
/// <param name="Kind">The kind of wait.</param>
internal readonly record struct GoReason(StringId Name, GoReasonKind Kind)
{
    /// <summary>Finds the kind of a reason by its name.</summary>
    /// <remarks>
    /// Searches the name for the same words as <c>go tool trace</c> does, so that new reasons of later Go versions are
    /// counted in the right channel.
    /// </remarks>
    public static GoReasonKind Classify(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("network"u8) ? GoReasonKind.Network
        : name.SequenceEqual("forever"u8) ? GoReasonKind.Forever
        : name.SequenceEqual("GC mark assist wait for work"u8) ? GoReasonKind.AssistWait
        : name.IndexOf("chan"u8) >= 0 || name.IndexOf("sync"u8) >= 0 || name.IndexOf("select"u8) >= 0
            ? GoReasonKind.Sync
        : GoReasonKind.Other;
}

/// <summary>The kinds of waits that are counted differently.</summary>
internal enum GoReasonKind : byte
{
    /// <summary>Sleep, waits inside the runtime, and unknown reasons.</summary>
    Other,

    /// <summary>The network.</summary>
    Network,

    /// <summary>Another goroutine: channels, select, mutexes, conditions.</summary>
    Sync,

    /// <summary>The garbage collector, while assisting it.</summary>
    AssistWait,

    /// <summary>A wait that cannot end: an empty select, a nil channel.</summary>
    Forever,
}
