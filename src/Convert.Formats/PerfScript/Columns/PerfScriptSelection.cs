namespace Refold.Formats.PerfScript;

/// <summary>Columns of a record without call chain, in the order in which perf prints them.</summary>
[Flags]
internal enum PerfScriptSelection
{
    /// <summary>No column.</summary>
    None = 0,

    /// <summary>The comm, right-aligned in sixteen bytes.</summary>
    Comm = 1,

    /// <summary>A process or a thread.</summary>
    Id = 2,

    /// <summary>A process and a thread, <c>pid/tid</c>.</summary>
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

    /// <summary>A blank at the end of a line without address: perf prints one after each column.</summary>
    TrailingBlank = 512,

    /// <summary>What differs between lines of one input, or is lost when blanks are trimmed.</summary>
    Optional = Symbol | TrailingBlank,
}
