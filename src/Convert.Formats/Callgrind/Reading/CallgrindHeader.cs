using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The lines <c>key: value</c> of a file: its events, and facts about the program that become comments. A file may have
/// several parts, each with a header.
/// </summary>
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
    private bool _isOurs;
    private bool _hasCreator;
    private bool _hasVersion;

    /// <summary>
    /// The column of each event of the part at hand. They are made when first asked for: events may be named behind.
    /// </summary>
    /// <exception cref="ProfileFormatException">No events were named.</exception>
    public int[] Columns => _resolved ??= Resolve();

    /// <summary>Whether events were named.</summary>
    public bool HasEvents => _events is not null;

    /// <summary>The name of the first event of the part at hand; null if none was named.</summary>
    public string? FirstEvent => _events?[0];

    /// <summary>Whether Valgrind wrote the file, which ends each part with its totals.</summary>
    public bool IsByValgrind { get; private set; }

    /// <summary>Whether Refold wrote the file.</summary>
    public bool IsOurs => _isOurs;

    /// <summary>False if the numbers of calls say nothing.</summary>
    public bool CountsCalls { get; private set; } = true;

    /// <summary>Takes a line in; false if nobody knows such a key.</summary>
    public bool Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> utf8)
    {
        string value = Utf8Text.Decode(utf8);
        switch (Utf8Text.Decode(key))
        {
            case "version":
                _hasVersion = true;
                CheckVersion(utf8);
                break;
            case "creator":
                _isOurs = value == CallgrindKeywords.Creator;
                _hasCreator = true;
                IsByValgrind = value.StartsWith("callgrind-", StringComparison.Ordinal);
                AddComment("creator", _isOurs ? "" : value);
                break;
            case "events":
                ReadEvents(value);
                break;
            case "event":
                ReadEvent(value);
                break;
            case "desc" when _isOurs && value.StartsWith(CallgrindKeywords.DefaultEvent, StringComparison.Ordinal):
                _default = value[CallgrindKeywords.DefaultEvent.Length..];
                break;
            case "desc" when _isOurs && value == CallgrindKeywords.NotCounted:
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

    /// <summary>Turns costs into those of the sample types' units: Xdebug counts in steps of 10 nanoseconds.</summary>
    public void Scale(Span<Int128> costs)
    {
        for (int i = 0; i < _factors.Length; i++)
        {
            costs[i] *= _factors[i];
        }
    }

    /// <summary>The facts about the whole.</summary>
    /// <param name="hasCalls">Whether a column for calls was added, which is never meant.</param>
    /// <param name="mark">The comment that says what stacks are; empty for none.</param>
    public ProfileInfo Finish(bool hasCalls, string mark)
    {
        int last = _columns.Count == 0 ? 0 : _columns.Values.Max();
        int meant = _default is not null && _columns.TryGetValue(_default, out int column) ? column
            : _isOurs ? last
            : 0;
        bool isNamed = hasCalls || meant != last;
        string[] marks = mark.Length > 0 ? [mark] : [];
        return new ProfileInfo
        {
            Comments = [.. marks, .. _comments],
            DefaultSampleType = isNamed ? builder.SampleTypes[meant].Name : "",
        };
    }

    // Xdebug 2 wrote its own version there, 0.9.6.
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
        string[] events = CallgrindUnits.Split(value, isOneEvent: !_hasCreator && !_hasVersion);
        if (events.Length is 0 or > MaxEvents)
        {
            throw new ProfileFormatException(
                lines.Position, $"expected 1 to {MaxEvents} names of events, found {events.Length}");
        }

        _events = events;
        _resolved = null;
        _factors = [];
    }

    // "sysTime : sysTime (elapsed ns)", or "Sum = Ir + Dr : all", which has no costs of its own.
    private void ReadEvent(string value)
    {
        int colon = value.IndexOf(':');
        string name = (colon < 0 ? value : value[..colon]).Trim(' ', '\t');
        string longName = colon < 0 ? "" : value[(colon + 1)..].Trim(' ', '\t');
        bool isOurs = _isOurs && name.Length > 0 && !name.Contains('=');
        if (name.Length > 0 && !name.Contains('=') && _longNames.Count < MaxEvents)
        {
            _longNames[name] = longName;
        }

        AddComment("event", isOurs ? "" : value);
    }

    private void AddComment(string key, string value)
    {
        string comment = $"{key}: {value}";
        if (value.Length > 0 && _comments.Count < MaxComments && !_comments.Contains(comment))
        {
            _comments.Add(comment);
        }
    }

    private int[] Resolve()
    {
        string[] events = _events
            ?? throw new ProfileFormatException(lines.Position, "expected a line 'events:' before costs, found none");
        var columns = new int[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            if (Array.IndexOf(events, events[i]) < i)
            {
                diagnostics.Warn(
                    "callgrind.event-twice",
                    lines.Position,
                    $"expected each event once, found {MessageText.Quote(events[i])} again: costs added up");
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
        return _isOurs && longName.Length > 0
            ? (CallgrindEvents.Parse(longName), 1)
            : CallgrindUnits.TypeOf(name, longName);
    }
}
