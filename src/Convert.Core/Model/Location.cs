namespace Refold;

/// <summary>A view of one program location: the code that one frame of a stack executes.</summary>
public readonly ref struct Location
{
    internal Location(MappingId mapping, ulong address, bool isFolded, ReadOnlySpan<Line> lines)
    {
        Mapping = mapping;
        Address = address;
        IsFolded = isFolded;
        Lines = lines;
    }

    /// <summary>The mapping that holds the code; <c>default</c> if unknown.</summary>
    public MappingId Mapping { get; }

    /// <summary>The address of the instruction; 0 if unknown.</summary>
    public ulong Address { get; }

    /// <summary>True if several symbols share this code (profile.proto: <c>is_folded</c>).</summary>
    public bool IsFolded { get; }

    /// <summary>
    /// The functions at this place, innermost inlined one first, the function with code of its own last.
    /// Empty if the address has no symbol.
    /// </summary>
    public ReadOnlySpan<Line> Lines { get; }
}
