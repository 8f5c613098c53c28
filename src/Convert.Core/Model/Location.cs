namespace Refold;

/// <summary>A place in the code of the program, with the functions that are inlined there.</summary>
/// <remarks>
/// <code>
/// address 0x4011f0   mapping /usr/bin/app   lines  memcpy    string.h:40     innermost inlined function
///                                                  copy      main.c:12
///                                                  main      main.c:30      the function that has code of its own
/// </code>
/// </remarks>
public readonly ref struct Location
{
    internal Location(MappingId mapping, ulong address, bool isFolded, ReadOnlySpan<Line> lines)
    {
        Mapping = mapping;
        Address = address;
        IsFolded = isFolded;
        Lines = lines;
    }

    /// <summary>The mapping that contains the code; <c>default</c> if unknown.</summary>
    public MappingId Mapping { get; }

    /// <summary>The address of the instruction; 0 if unknown.</summary>
    public ulong Address { get; }

    /// <summary>Whether several symbols share this code (profile.proto: <c>is_folded</c>).</summary>
    public bool IsFolded { get; }

    /// <summary>
    /// The functions and lines, innermost inlined function first; empty if the code has no symbol.
    /// </summary>
    public ReadOnlySpan<Line> Lines { get; }
}
