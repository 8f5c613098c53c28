namespace Refold.Formats.Callgrind;

/// <summary>Where costs belong: binary, file and function, of the code at hand and of what it calls.</summary>
internal sealed class CallgrindPlaces(ProfileBuilder builder, Utf8LineReader lines)
{
    private readonly CallgrindNameTable _objects = new(builder, lines);
    private readonly CallgrindNameTable _files = new(builder, lines);
    private readonly CallgrindNameTable _names = new(builder, lines);

    private StringId _object;
    private StringId _file;
    private StringId? _name;
    private StringId? _calledObject;
    private StringId? _calledFile;
    private StringId? _calledName;

    // The rows of the code at hand, made when the first cost line asks for them.
    private bool _isMade;
    private MappingId _mapping;
    private FunctionId _function;

    /// <summary>Takes a line such as <c>fn=main</c>; false if it is none of a place.</summary>
    public bool Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case [(byte)'o', (byte)'b']:
                _object = _objects.Read(value);
                break;
            case [(byte)'f', (byte)'l' or (byte)'i' or (byte)'e']:
                _file = _files.Read(value);
                break;
            case [(byte)'f', (byte)'n']:
                _name = _names.Read(value);
                break;
            default:
                return ReadCalled(key, value);
        }

        _isMade = false;
        return true;
    }

    /// <summary>The location of a cost line.</summary>
    /// <exception cref="ProfileFormatException">No function was named yet.</exception>
    public LocationId Location(ulong address, long line)
    {
        if (!_isMade)
        {
            _mapping = Mapping(_object);
            _function = Function(_name ?? throw Missing("fn=", "a cost line"), _file);
            _isMade = true;
        }

        return builder.AddLocation(_mapping, address, [new Line(_function, line)]);
    }

    /// <summary>The location that a call enters. What was said of it holds for this call only.</summary>
    /// <exception cref="ProfileFormatException">No called function was named.</exception>
    public LocationId Callee(ulong address, long line)
    {
        StringId name = _calledName ?? throw Missing("cfn=", "calls=");
        FunctionId function = Function(name, _calledFile ?? _file);
        MappingId mapping = Mapping(_calledObject ?? _object);
        _calledObject = null;
        _calledFile = null;
        return builder.AddLocation(mapping, address, [new Line(function, line)]);
    }

    private bool ReadCalled(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case [(byte)'c', (byte)'o', (byte)'b']:
                _calledObject = _objects.Read(value);
                return true;
            case [(byte)'c', (byte)'f', (byte)'i' or (byte)'l']:
                _calledFile = _files.Read(value);
                return true;
            case [(byte)'c', (byte)'f', (byte)'n']:
                _calledName = _names.Read(value);
                return true;

            // Of jumps; the numbers that they give to names may come up again.
            case [(byte)'j', (byte)'f', (byte)'i']:
                _ = _files.Read(value);
                return true;
            case [(byte)'j', (byte)'f', (byte)'n']:
                _ = _names.Read(value);
                return true;
            default:
                return false;
        }
    }

    private MappingId Mapping(StringId file) =>
        IsKnown(file) ? builder.AddMapping(new Mapping(0, 0, 0, file)) : default;

    private FunctionId Function(StringId name, StringId file) =>
        builder.AddFunction(new Function(name, File: IsKnown(file) ? file : default));

    private bool IsKnown(StringId name) =>
        name != default && !builder.Utf8(name).SequenceEqual(CallgrindWords.Unknown);

    private ProfileFormatException Missing(string key, string where) =>
        new(lines.Position, $"expected a line {key} before {where}, found none");
}
