namespace Refold.Formats.GoTrace;

/// <summary>Why a goroutine stopped running.</summary>
/// <param name="Name">In the runtime's words; empty if unknown.</param>
/// <param name="Kind">The profile that it belongs to.</param>
internal readonly record struct GoReason(StringId Name, GoReasonKind Kind)
{
    /// <summary>
    /// The kind of a reason, by its name. Source: the tool that comes with Go looks for the same words, so that reasons
    /// of versions to come are in the right profile.
    /// </summary>
    public static GoReasonKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("network"u8) ? GoReasonKind.Network
        : name.SequenceEqual("forever"u8) ? GoReasonKind.Forever
        : name.SequenceEqual("GC mark assist wait for work"u8) ? GoReasonKind.AssistWait
        : name.IndexOf("chan"u8) >= 0 || name.IndexOf("sync"u8) >= 0 || name.IndexOf("select"u8) >= 0
            ? GoReasonKind.Sync
        : GoReasonKind.Other;
}
