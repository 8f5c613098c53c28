using Refold.Aggregation;

namespace Refold.Formats.Callgrind;

/// <summary>Words that stand for something on both sides, reading and writing.</summary>
internal static class CallgrindKeywords
{
    /// <summary>Who wrote the file, behind <c>creator:</c>.</summary>
    public const string Creator = "refold";

    /// <summary>Names the sample type that is meant, behind <c>desc:</c>.</summary>
    public const string DefaultEvent = "Default event: ";

    /// <summary>Says, behind <c>desc:</c>, that each call stands for any number of them.</summary>
    public const string NotCounted = "Calls: not counted";

    /// <summary>
    /// The comment of a profile that was a call graph: its stacks of two frames are arcs, to be written as they are.
    /// </summary>
    public const string CallGraph = "callgrind: a stack of two frames is a call";

    /// <summary>The comment of a profile whose stacks are estimated from a call graph.</summary>
    public const string Estimated = "callgrind: stacks are estimated from a call graph";

    /// <summary>The sample type that counts calls.</summary>
    public static SampleType Calls { get; } = new("calls", "count");

    /// <summary>A file or a binary that nobody knows.</summary>
    public static ReadOnlySpan<byte> Unknown => "???"u8;

    /// <summary>The function that has what was recorded without any stack.</summary>
    public static ReadOnlySpan<byte> NoStack => "(no stack)"u8;

    /// <summary>The caller of functions that begin some stacks and are called in others.</summary>
    public static ReadOnlySpan<byte> NoCaller => "(no caller)"u8;
}
