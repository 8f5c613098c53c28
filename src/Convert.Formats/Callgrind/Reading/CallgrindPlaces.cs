namespace Refold.Formats.Callgrind;

/// <summary>Where costs belong: binary, file and function, of the code at hand and of what it calls.</summary>
/// <remarks>
/// <code>
///     ob=/usr/lib/libc.so.6
///     fl=(1) main.c             the file of the functions to come
///     fn=(1) main
///     fi=(2) inlined.h          the file of the lines to come; until fe= or, if there are fl= lines, the next fn=
///     fe=(1)
///     cob=(3)                   of the next call only
///     cfi=(2)
///     cfn=(2) helper
/// </code>
/// </remarks>
internal sealed class CallgrindPlaces(ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private readonly CallgrindNameTable _objects = new(builder, lines, diagnostics, "");
    private readonly CallgrindNameTable _files = new(builder, lines, diagnostics, "");
    private readonly CallgrindNameTable _names = new(builder, lines, diagnostics, "unknown");

    private StringId _object;
    private StringId? _functionFile;
    private CallgrindName? _calledName;
    private StringId? _calledObject;
    private StringId? _calledFile;

    // The rows of the code at hand, made when the first cost line asks for them.
    private bool _isMade;
    private MappingId _mapping;
    private FunctionId _function;

    /// <summary>
    /// Whether the levels of a recursion are one function for people, <c>f</c>, and <c>f'2</c> only as the name in the
    /// file, by which a call graph is written again.
    /// </summary>
    public bool NamesLevels { get; set; }

    /// <summary>The binary of the code at hand.</summary>
    public StringId Object => _object;

    /// <summary>The file of the code at hand.</summary>
    public StringId File { get; private set; }

    /// <summary>The file of the function at hand, whatever file its lines are in.</summary>
    public StringId FunctionFile { get; private set; }

    /// <summary>The function at hand; null before the first.</summary>
    public CallgrindName? Name { get; private set; }

    /// <summary>How often a line <c>fn=</c> came so far.</summary>
    public int NameCount { get; private set; }

    /// <summary>The binary that is called.</summary>
    public StringId CalledObject => _calledObject ?? _object;

    /// <summary>The file that is called: that of the code at hand, if no line says otherwise.</summary>
    public StringId CalledFile => _calledFile ?? File;

    /// <summary>Takes a line such as <c>fn=main</c>; false if it is none of a place.</summary>
    public bool Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case [(byte)'o', (byte)'b']:
                _object = _objects.Read(value).Text;
                break;
            case [(byte)'f', (byte)'l']:
                File = _files.Read(value).Text;
                _functionFile = File;
                FunctionFile = File;
                break;
            case [(byte)'f', (byte)'i' or (byte)'e']:
                File = _files.Read(value).Text;
                FunctionFile = FunctionFile == default ? File : FunctionFile;
                break;
            case [(byte)'f', (byte)'n']:
                // As KCachegrind does. Files of lsprofcalltree have fi= in place of fl=, which then goes on.
                File = _functionFile ?? File;
                FunctionFile = File;
                Name = _names.Read(value);
                NameCount++;
                break;
            default:
                return ReadCalled(key, value);
        }

        _isMade = false;
        return true;
    }

    /// <summary>The name of the function at hand.</summary>
    /// <exception cref="ProfileFormatException">No function was named yet.</exception>
    public CallgrindName NameHere() => Name ?? throw Missing("fn=", "a cost line");

    /// <summary>The name of the function that is called.</summary>
    /// <exception cref="ProfileFormatException">No called function was named.</exception>
    public CallgrindName NameCalled() => _calledName ?? throw Missing("cfn=", "calls=");

    /// <summary>Ends a call: the lines about its target hold for this call only.</summary>
    public void EndCall()
    {
        _calledObject = null;
        _calledFile = null;
    }

    /// <summary>The location of a cost line.</summary>
    /// <exception cref="ProfileFormatException">No function was named yet.</exception>
    public LocationId Location(ulong address, long line)
    {
        if (!_isMade)
        {
            _mapping = Mapping(_object);
            _function = FunctionOfLevel(NameHere().Text, File);
            _isMade = true;
        }

        return builder.AddLocation(_mapping, address, [new Line(_function, line)]);
    }

    /// <summary>The location that a call enters.</summary>
    /// <exception cref="ProfileFormatException">No called function was named.</exception>
    public LocationId Callee(ulong address, long line)
    {
        FunctionId function = FunctionOfLevel(NameCalled().Text, CalledFile);
        return builder.AddLocation(Mapping(CalledObject), address, [new Line(function, line)]);
    }

    /// <summary>The mapping of a binary; none if it is unknown.</summary>
    public MappingId Mapping(StringId file) =>
        IsKnown(file) ? builder.AddMapping(new Mapping(0, 0, 0, file)) : default;

    /// <summary>A function of a file, which may be unknown.</summary>
    public FunctionId Function(StringId name, StringId file) =>
        builder.AddFunction(new Function(name, File: IsKnown(file) ? file : default));

    private FunctionId FunctionOfLevel(StringId name, StringId file)
    {
        ReadOnlySpan<byte> plain = NamesLevels ? CallgrindLevels.Base(builder.Utf8(name)) : default;
        return plain.IsEmpty
            ? Function(name, file)
            : builder.AddFunction(
                new Function(builder.AddString(plain.ToArray()), name, IsKnown(file) ? file : default));
    }

    private bool ReadCalled(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case [(byte)'c', (byte)'o', (byte)'b']:
                _calledObject = _objects.Read(value).Text;
                return true;
            case [(byte)'c', (byte)'f', (byte)'i' or (byte)'l']:
                _calledFile = _files.Read(value).Text;
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

    private bool IsKnown(StringId name) =>
        name != default && !builder.Utf8(name).SequenceEqual(CallgrindKeywords.Unknown);

    private ProfileFormatException Missing(string key, string where) =>
        new(lines.Position, $"expected a line {key} before {where}, found none");
}
