namespace Refold.Formats.Callgrind;

/// <summary>
/// The binary, file and function of the following cost lines, and those of the function that the next call enters.
/// </summary>
/// <remarks>
/// <code>
/// ob=/usr/lib/libc.so.6
/// fl=(1) main.c             the file of the following functions
/// fn=(1) main
/// fi=(2) inlined.h          the file of the following lines, until fe= or, if there are fl= lines, the next fn=
/// fe=(1)
/// cob=(3)                   cob=, cfi= and cfn= apply to the next call only
/// cfi=(2)
/// cfn=(2) helper
/// </code>
/// </remarks>
internal sealed class CallgrindScope(ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private readonly CallgrindNameReader _objects = new(builder, lines, diagnostics, "");
    private readonly CallgrindNameReader _files = new(builder, lines, diagnostics, "");
    private readonly CallgrindNameReader _names = new(builder, lines, diagnostics, "unknown");

    private StringId _object;
    private StringId? _functionFile;
    private CallgrindName? _calledName;
    private StringId? _calledObject;
    private StringId? _calledFile;

    // The rows of the current function, added to the builder with its first cost line.
    private bool _isAdded;
    private MappingId _mapping;
    private FunctionId _function;

    /// <summary>
    /// Whether levels of a recursion have the name of their function, <c>f</c>; <c>f'2</c> is then the system name, by
    /// which a call graph is written again.
    /// </summary>
    public bool MergesLevels { get; set; }

    /// <summary>The current binary.</summary>
    public StringId Object => _object;

    /// <summary>The current file; in inlined code not the file of the function.</summary>
    public StringId File { get; private set; }

    /// <summary>The file of the current function.</summary>
    public StringId FunctionFile { get; private set; }

    /// <summary>The current function; null before the first.</summary>
    public CallgrindName? Name { get; private set; }

    /// <summary>The count of lines <c>fn=</c> so far.</summary>
    public int NameCount { get; private set; }

    /// <summary>The binary of the called function; the current one without <c>cob=</c>.</summary>
    public StringId CalledObject => _calledObject ?? _object;

    /// <summary>The file of the called function; the current one without <c>cfi=</c>.</summary>
    public StringId CalledFile => _calledFile ?? File;

    /// <summary>Reads a line such as <c>fn=main</c>; false if its key is not one of names.</summary>
    public bool TryRead(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
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
                // As in KCachegrind, fn= ends inlined code. Files of lsprofcalltree have only fi=, which stays current.
                File = _functionFile ?? File;
                FunctionFile = File;
                Name = _names.Read(value);
                NameCount++;
                break;
            default:
                return TryReadCalled(key, value);
        }

        _isAdded = false;
        return true;
    }

    /// <summary>Returns the name of the current function.</summary>
    /// <exception cref="ProfileFormatException">No line <c>fn=</c> precedes.</exception>
    public CallgrindName RequireName() => Name ?? throw Missing("fn=", "a cost line");

    /// <summary>Returns the name of the called function.</summary>
    /// <exception cref="ProfileFormatException">No line <c>cfn=</c> precedes.</exception>
    public CallgrindName RequireCalledName() => _calledName ?? throw Missing("cfn=", "calls=");

    /// <summary>Ends a call: <c>cob=</c> and <c>cfi=</c> apply to one call.</summary>
    public void EndCall()
    {
        _calledObject = null;
        _calledFile = null;
    }

    /// <summary>Adds the location of a cost line.</summary>
    /// <exception cref="ProfileFormatException">No line <c>fn=</c> precedes.</exception>
    public LocationId AddLocation(ulong address, long line)
    {
        if (!_isAdded)
        {
            _mapping = AddMapping(_object);
            _function = AddLevel(RequireName().Text, File);
            _isAdded = true;
        }

        return builder.AddLocation(_mapping, address, [new Line(_function, line)]);
    }

    /// <summary>Adds the location at which the called function begins.</summary>
    /// <exception cref="ProfileFormatException">No line <c>cfn=</c> precedes.</exception>
    public LocationId AddCalledLocation(ulong address, long line)
    {
        FunctionId function = AddLevel(RequireCalledName().Text, CalledFile);
        return builder.AddLocation(AddMapping(CalledObject), address, [new Line(function, line)]);
    }

    /// <summary>Adds the mapping of a binary; none if the binary is unknown.</summary>
    public MappingId AddMapping(StringId file) =>
        IsKnown(file) ? builder.AddMapping(new Mapping(0, 0, 0, file)) : default;

    /// <summary>Adds a function of a file, which may be unknown.</summary>
    public FunctionId AddFunction(StringId name, StringId file) =>
        builder.AddFunction(new Function(name, File: IsKnown(file) ? file : default));

    private FunctionId AddLevel(StringId name, StringId file)
    {
        ReadOnlySpan<byte> plain = MergesLevels ? CallgrindLevels.Base(builder.Utf8(name)) : default;
        return plain.IsEmpty
            ? AddFunction(name, file)
            : builder.AddFunction(
                new Function(builder.AddString(plain.ToArray()), name, IsKnown(file) ? file : default));
    }

    private bool TryReadCalled(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
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

            // The targets of jumps may define numbers of names that other lines use.
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

    private ProfileFormatException Missing(string key, string next) =>
        new(lines.Position, $"expected a line {key} before {next}, found none");
}
