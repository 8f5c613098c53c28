namespace Refold.Formats.Pprof;

/// <summary>One field of a message in profile.proto.</summary>
internal sealed class PprofField
{
    private readonly bool _takesVarint;
    private readonly bool _takesBytes;

    /// <summary>A field that holds a message.</summary>
    public PprofField(string name, PprofMessage message)
        : this(name, takesVarint: false, takesBytes: true) => Message = message;

    private PprofField(string name, bool takesVarint, bool takesBytes)
    {
        Name = name;
        _takesVarint = takesVarint;
        _takesBytes = takesBytes;
    }

    public string Name { get; }

    /// <summary>What the bytes of the field are; null if they are no message.</summary>
    public PprofMessage? Message { get; }

    /// <summary>A field that holds one number: the commonest kind, hence no name is needed for it.</summary>
    public static implicit operator PprofField(string name) => new(name, takesVarint: true, takesBytes: false);

    /// <summary>A field that holds any number of numbers, packed or one by one.</summary>
    public static PprofField Numbers(string name) => new(name, takesVarint: true, takesBytes: true);

    /// <summary>A field that holds a text.</summary>
    public static PprofField Text(string name) => new(name, takesVarint: false, takesBytes: true);

    public bool Takes(uint wireType) => wireType switch
    {
        WireType.Number => _takesVarint,
        WireType.Bytes => _takesBytes,
        _ => false,
    };
}
