using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Some code of a method.</summary>
/// <param name="Source">How long the code is known to have been there.</param>
/// <param name="Process">The process.</param>
/// <param name="Start">Its first address.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Module">The number of its module.</param>
/// <param name="Id">The number of the method.</param>
/// <param name="Token">Its token in the module's metadata; 0 if it has none.</param>
/// <param name="Flags">What the runtime says of it: dynamic 1, generic 2, jitted 8, tier in bits 7 to 9.</param>
/// <param name="Names">Where its names begin among those of all.</param>
/// <param name="NamesLength">How many characters they are: type, name, signature, each with a zero behind it.</param>
/// <param name="Version">Which of its codes it is: the runtime's ReJIT number.</param>
/// <param name="Epoch">The last epoch in which it had the code; -1 if nothing was seen of it until it lost the code.</param>
internal readonly record struct NettraceMethod(
    NettraceMethodSource Source,
    long Process,
    ulong Start,
    uint Size,
    long Module,
    long Id,
    int Token,
    int Flags,
    int Names,
    int NamesLength,
    long Version,
    int Epoch = -1)
{
    private const int Jitted = 8;

    /// <summary>How far the code was optimized; empty if the runtime does not say.</summary>
    public string Tier => (Flags & Jitted) == 0 ? ClrEventNames.Precompiled : ClrEventNames.Tier((Flags >> 7) & 7);
}

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
