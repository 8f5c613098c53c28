namespace Refold.Formats.Nettrace;

/// <summary>Which event told of a method.</summary>
internal enum NettraceMethodSource
{
    /// <summary>One that says that it loses its code.</summary>
    Unload,

    /// <summary>One at the end of the trace.</summary>
    Rundown,

    /// <summary>One that says that it gets code.</summary>
    Load,
}
