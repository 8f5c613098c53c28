using Refold.Tables;

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
    private readonly List<string> _comments = [];
    private string[]? _events;
    private int[]? _resolved;
    private string? _default;
    private bool _isOurs;

    /// <summary>The column of each event of the part at hand. They are made when first asked for: events may be named behind.</summary>
    /// <exception cref="ProfileFormatException">No events were named.</exception>
    public int[] Columns => _resolved ??= Resolve();

    /// <summary>False if the numbers of calls say nothing.</summary>
    public bool CountsCalls { get; private set; } = true;

    /// <summary>Takes a line in; false if nobody knows such a key.</summary>
    public bool Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> utf8)
    {
        string value = Utf8Text.Decode(utf8);
        switch (Utf8Text.Decode(key))
        {
            case "version":
                CheckVersion(utf8);
                break;
            case "creator":
                _isOurs = value == CallgrindWords.Creator;
                AddComment("creator", _isOurs ? "" : value);
                break;
            case "events":
                ReadEvents(value);
                break;
            case "event":
                ReadEvent(value);
                break;
            case "desc" when _isOurs && value.StartsWith(CallgrindWords.DefaultEvent, StringComparison.Ordinal):
                _default = value[CallgrindWords.DefaultEvent.Length..];
                break;
            case "desc" when _isOurs && value == CallgrindWords.NotCounted:
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

    /// <summary>The facts about the whole.</summary>
    /// <param name="hasCalls">Whether a column for calls was added, which is never meant.</param>
    /// <param name="hasArcs">Whether stacks of two frames are calls.</param>
    public ProfileInfo Finish(bool hasCalls, bool hasArcs)
    {
        int last = _columns.Count == 0 ? 0 : _columns.Values.Max();
        int meant = _default is not null && _columns.TryGetValue(_default, out int column) ? column
            : _isOurs ? last
            : 0;
        bool isNamed = hasCalls || meant != last;
        string[] marks = hasArcs ? [CallgrindWords.CallGraph] : [];
        return new ProfileInfo
        {
            Comments = [.. marks, .. _comments],
            DefaultSampleType = isNamed ? builder.SampleTypes[meant].Name : "",
        };
    }

    private void CheckVersion(ReadOnlySpan<byte> value)
    {
        if (!CallgrindNumbers.TryParse(value, out Int128 version) || version < 0 || version > 1)
        {
            throw new ProfileFormatException(lines.Position, $"expected version 0 or 1, found {Found.Quote(value)}");
        }
    }

    private void ReadEvents(string value)
    {
        string[] events = value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (events.Length is 0 or > MaxEvents)
        {
            throw new ProfileFormatException(
                lines.Position, $"expected 1 to {MaxEvents} names of events, found {events.Length}");
        }

        _events = events;
        _resolved = null;
    }

    // "sysTime : sysTime (elapsed ns)", or "Sum = Ir + Dr : all", which has no costs of its own.
    private void ReadEvent(string value)
    {
        int colon = value.IndexOf(':');
        string name = (colon < 0 ? value : value[..colon]).Trim(' ', '\t');
        string longName = colon < 0 ? "" : value[(colon + 1)..].Trim(' ', '\t');
        bool isKept = _isOurs && name.Length > 0 && !name.Contains('=') && _longNames.Count < MaxEvents;
        if (isKept || longName.EndsWith(" ns)", StringComparison.Ordinal))
        {
            _longNames[name] = longName;
        }

        AddComment("event", isKept ? "" : value);
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
                    $"expected each event once, found {Found.Quote(events[i])} again: costs added up");
            }

            if (!_columns.TryGetValue(events[i], out columns[i]))
            {
                columns[i] = builder.AddSampleType(TypeOf(events[i]));
                _columns.Add(events[i], columns[i]);
            }
        }

        return columns;
    }

    private SampleType TypeOf(string name) =>
        !_longNames.TryGetValue(name, out string? longName) ? new(name, "count")
        : _isOurs ? CallgrindEvents.Parse(longName)
        : new(name, "nanoseconds");
}
