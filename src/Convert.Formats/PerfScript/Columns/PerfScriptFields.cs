namespace Refold.Formats.PerfScript;

/// <summary>
/// A selection of the fields of a record without call chain, <c>perf script -F</c>, in the order in which perf prints
/// them.
/// </summary>
[Flags]
internal enum PerfScriptFields
{
    /// <summary>No field.</summary>
    None = 0,

    /// <summary>The comm, right-aligned in sixteen bytes.</summary>
    Comm = 1,

    /// <summary>A process id or a thread id.</summary>
    Id = 2,

    /// <summary>A process id and a thread id, <c>pid/tid</c>.</summary>
    IdPair = 4,

    /// <summary>The processor.</summary>
    Cpu = 8,

    /// <summary>The time.</summary>
    Time = 16,

    /// <summary>The period.</summary>
    Period = 32,

    /// <summary>The event.</summary>
    Event = 64,

    /// <summary>The sampled address.</summary>
    Address = 128,

    /// <summary>A symbol, a dso or both after the address.</summary>
    Symbol = 256,

    /// <summary>A blank at the end of a line without address: perf prints one after each field.</summary>
    TrailingBlank = 512,

    /// <summary>The fields that differ between the lines of one input, or are lost when blanks are trimmed.</summary>
    Optional = Symbol | TrailingBlank,
}
