namespace Refold.Formats.Pprof;

/// <summary>One field of a message in profile.proto.</summary>
internal sealed class PprofField
{
    private readonly bool _takesVarint;
    private readonly bool _takesBytes;

    /// <summary>Creates a field that holds a message.</summary>
    public PprofField(string name, PprofMessage message)
        : this(name, takesVarint: false, takesBytes: true) => Message = message;

    private PprofField(string name, bool takesVarint, bool takesBytes)
    {
        Name = name;
        _takesVarint = takesVarint;
        _takesBytes = takesBytes;
    }

    /// <summary>The name in profile.proto.</summary>
    public string Name { get; }

    /// <summary>The message in the field; null if it holds none.</summary>
    public PprofMessage? Message { get; }

    /// <summary>Creates a field that holds one number, the most frequent kind.</summary>
    public static implicit operator PprofField(string name) => new(name, takesVarint: true, takesBytes: false);

    /// <summary>Creates a field that holds repeated numbers, packed or not.</summary>
    public static PprofField Numbers(string name) => new(name, takesVarint: true, takesBytes: true);

    /// <summary>Creates a field that holds a text.</summary>
    public static PprofField Text(string name) => new(name, takesVarint: false, takesBytes: true);

    /// <summary>Whether the field may have a wire type.</summary>
    public bool Takes(uint wireType) => wireType switch
    {
        WireType.Number => _takesVarint,
        WireType.Bytes => _takesBytes,
        _ => false,
    };
}
