using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>The header lines <c>key: value</c> of a file, which may have several parts with a header each.</summary>
/// <remarks>
/// <code>
/// version: 1
/// creator: callgrind-3.19.0
/// pid: 4242                                   becomes a comment, as cmd, desc, thread and part do
/// cmd: ./app --fast
/// desc: Timerange: Basic block 0 - 1536302
/// event: sysTime : sysTime (elapsed ns)       the long name of an event, see CallgrindUnits
/// events: Ir sysTime                          the events of the cost lines, in this order
/// </code>
/// </remarks>
internal sealed class CallgrindHeader(ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private const int MaxComments = 1000;
    private const int MaxEvents = 1000;

    private readonly Dictionary<string, int> _columns = [];
    private readonly Dictionary<string, string> _longNames = [];
    private readonly Dictionary<string, Int128> _factorOf = [];
    private readonly List<string> _comments = [];
    private string[]? _events;
    private int[]? _resolved;
    private string? _default;
    private Int128[] _factors = [];
    private bool _hasCreator;
    private bool _hasVersion;

    /// <summary>
    /// The sample type of each event of the current part. They are added at the first cost line, since lines
    /// <c>event:</c> may follow the line <c>events:</c>.
    /// </summary>
    /// <exception cref="ProfileFormatException">The part has no line <c>events:</c>.</exception>
    public int[] Columns => _resolved ??= AddSampleTypes();

    /// <summary>Whether a line <c>events:</c> was read.</summary>
    public bool HasEvents => _events is not null;

    /// <summary>The name of the first event of the current part; null if the part has none.</summary>
    public string? FirstEvent => _events?[0];

    /// <summary>Whether Valgrind wrote the file: it ends each part with its totals.</summary>
    public bool IsByValgrind { get; private set; }

    /// <summary>Whether Refold wrote the file.</summary>
    public bool IsByRefold { get; private set; }

    /// <summary>Whether the counts of calls are known.</summary>
    public bool CountsCalls { get; private set; } = true;

    /// <summary>Throws if no line <c>events:</c> was read.</summary>
    /// <exception cref="ProfileFormatException">No line <c>events:</c> was read.</exception>
    public void CheckEvents()
    {
        if (!HasEvents)
        {
            throw NoEvents();
        }
    }

    /// <summary>Reads a header line; false if its key is unknown.</summary>
    public bool TryRead(ReadOnlySpan<byte> key, ReadOnlySpan<byte> utf8)
    {
        string value = Utf8Text.Decode(utf8);
        switch (Utf8Text.Decode(key))
        {
            case "version":
                _hasVersion = true;
                CheckVersion(utf8);
                break;
            case "creator":
                IsByRefold = value == CallgrindKeywords.Creator;
                _hasCreator = true;
                IsByValgrind = value.StartsWith("callgrind-", StringComparison.Ordinal);
                AddComment("creator", IsByRefold ? "" : value);
                break;
            case "events":
                ReadEvents(value);
                break;
            case "event":
                ReadEvent(value);
                break;
            case "desc" when IsByRefold && value.StartsWith(CallgrindKeywords.DefaultEvent, StringComparison.Ordinal):
                _default = value[CallgrindKeywords.DefaultEvent.Length..];
                break;
            case "desc" when IsByRefold && value == CallgrindKeywords.NotCounted:
                CountsCalls = false;
                break;
            case "desc" or "cmd" or "pid" or "thread" or "part":
                AddComment(Utf8Text.Decode(key), value);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Converts costs to the units of the sample types: Xdebug counts in steps of 10 nanoseconds.</summary>
    public void Scale(Span<Int128> costs)
    {
        for (int i = 0; i < _factors.Length; i++)
        {
            costs[i] *= _factors[i];
        }
    }

    /// <summary>Creates the description of the profile.</summary>
    /// <param name="hasCalls">Whether a sample type of calls was added, which is never the default.</param>
    /// <param name="stackComment">The comment that describes the stacks; empty for none.</param>
    public ProfileInfo CreateInfo(bool hasCalls, string stackComment)
    {
        // Without a name, the last sample type of a profile is its default.
        int last = _columns.Count == 0 ? 0 : _columns.Values.Max();
        int defaultColumn = _default is not null && _columns.TryGetValue(_default, out int column) ? column
            : IsByRefold ? last
            : 0;
        bool isNamed = hasCalls || defaultColumn != last;
        string[] first = stackComment.Length > 0 ? [stackComment] : [];
        return new ProfileInfo
        {
            Comments = [.. first, .. _comments],
            DefaultSampleType = isNamed ? builder.SampleTypes[defaultColumn].Name : "",
        };
    }

    // Xdebug 2 wrote 0.9.6, its own version of the format.
    private void CheckVersion(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (!CallgrindNumbers.TryParse(end < 0 ? value : value[..end], out Int128 major) || major > 1)
        {
            diagnostics.Warn(
                "callgrind.version",
                lines.Position,
                $"expected version 0 or 1, found {MessageText.Quote(value)}: read as version 1");
        }
    }

    private void ReadEvents(string value)
    {
        string[] events = CallgrindUnits.Split(value, mayHaveBlanks: !_hasCreator && !_hasVersion);
        if (events.Length is 0 or > MaxEvents)
        {
            throw new ProfileFormatException(
                lines.Position, $"expected 1 to {MaxEvents} names of events, found {events.Length}");
        }

        _events = events;
        _resolved = null;
        _factors = [];
    }

    // "sysTime : sysTime (elapsed ns)", or the formula "Sum = Ir + Dr : all", which has no costs in the file.
    private void ReadEvent(string value)
    {
        int colon = value.IndexOf(':');
        string name = (colon < 0 ? value : value[..colon]).Trim(' ', '\t');
        string longName = colon < 0 ? "" : value[(colon + 1)..].Trim(' ', '\t');
        bool isFormula = name.Contains('=');
        if (name.Length > 0 && !isFormula && _longNames.Count < MaxEvents)
        {
            _longNames[name] = longName;
        }

        AddComment("event", IsByRefold && name.Length > 0 && !isFormula ? "" : value);
    }

    private void AddComment(string key, string value)
    {
        string comment = $"{key}: {value}";
        if (value.Length > 0 && _comments.Count < MaxComments && !_comments.Contains(comment))
        {
            _comments.Add(comment);
        }
    }

    private ProfileFormatException NoEvents() =>
        new(lines.Position, "expected a line 'events:' before costs, found none");

    private int[] AddSampleTypes()
    {
        string[] events = _events ?? throw NoEvents();
        var columns = new int[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            // The last name may be half of one in a file that ends within it.
            if (Array.IndexOf(events, events[i]) < i && !diagnostics.IsCut(lines.Position.Input))
            {
                diagnostics.Warn(
                    "callgrind.event-twice",
                    lines.Position,
                    $"expected each event once, found {MessageText.Quote(events[i])} again: costs are summed");
            }

            if (!_columns.TryGetValue(events[i], out columns[i]))
            {
                (SampleType type, Int128 factor) = TypeOf(events[i]);
                columns[i] = builder.AddSampleType(type);
                _columns.Add(events[i], columns[i]);
                _factorOf[events[i]] = factor;
            }
        }

        Int128[] factors = [.. events.Select(e => _factorOf[e])];
        _factors = factors.AsSpan().ContainsAnyExcept(Int128.One) ? factors : [];
        return columns;
    }

    private (SampleType Type, Int128 Factor) TypeOf(string name)
    {
        string longName = _longNames.GetValueOrDefault(name, "");
        return IsByRefold && longName.Length > 0
            ? (CallgrindEventNames.Parse(longName), 1)
            : CallgrindUnits.Parse(name, longName);
    }
}
