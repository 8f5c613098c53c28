using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>One compiled version of a managed method.</summary>
/// <param name="Source">The kind of event that describes it.</param>
/// <param name="Process">The process id.</param>
/// <param name="Start">The first address of the code.</param>
/// <param name="Size">The size of the code in bytes.</param>
/// <param name="Module">The id of the module.</param>
/// <param name="Id">The id of the method.</param>
/// <param name="Token">The token in the module's metadata; 0 if it has none.</param>
/// <param name="Flags">The runtime's flags: dynamic 1, generic 2, jitted 8, tier in bits 7 to 9.</param>
/// <param name="Names">The index of its first character among the names of all methods.</param>
/// <param name="NamesLength">The number of characters: type, name and signature, each with a zero after it.</param>
/// <param name="Version">The ReJIT id of the code.</param>
/// <param name="Epoch">The last epoch in which it had the code; -1 if it was not freed or no stack contains it.</param>
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

    /// <summary>The compilation tier of the code; empty if unknown.</summary>
    public string Tier => (Flags & Jitted) == 0 ? ClrEventNames.Precompiled : ClrEventNames.Tier((Flags >> 7) & 7);
}

/// <summary>The kind of event that describes a method.</summary>
internal enum NettraceMethodSource
{
    /// <summary>The method's code is freed.</summary>
    Unload,

    /// <summary>The method had code at the end of the trace.</summary>
    Rundown,

    /// <summary>The method gets code.</summary>
    Load,
}
