namespace Refold.Formats.Callgrind;

/// <summary>Names and texts that the reader recognises and the writer writes.</summary>
internal static class CallgrindKeywords
{
    /// <summary>The value of <c>creator:</c> in files that Refold writes.</summary>
    public const string Creator = "refold";

    /// <summary>The start of a line <c>desc:</c> with the default sample type.</summary>
    public const string DefaultEvent = "Default event: ";

    /// <summary>The value of a line <c>desc:</c> in files whose counts of calls are unknown.</summary>
    public const string NotCounted = "Calls: not counted";

    /// <summary>
    /// The comment of a profile that was a call graph: its stacks of two frames are arcs and are written as such.
    /// </summary>
    public const string CallGraph = "callgrind: a stack of two frames is a call";

    /// <summary>The comment of a profile whose stacks are estimated from a call graph.</summary>
    public const string Estimated = "callgrind: stacks are estimated from a call graph";

    /// <summary>The sample type that counts calls.</summary>
    public static SampleType Calls { get; } = new("calls", "count");

    /// <summary>The name of an unknown file or binary.</summary>
    public static ReadOnlySpan<byte> Unknown => "???"u8;

    /// <summary>The function of samples without stack.</summary>
    public static ReadOnlySpan<byte> NoStack => "(no stack)"u8;

    /// <summary>The caller of functions that are the root of some stacks and are called in others.</summary>
    public static ReadOnlySpan<byte> NoCaller => "(no caller)"u8;
}
