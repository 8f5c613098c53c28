namespace Refold.Aggregation;

/// <summary>Numbers the nodes that the frames of a profile can be, from 1; each location knows its own.</summary>
internal sealed class CallGraphFrames
{
    private readonly Profile _profile;
    private readonly FrameGranularity _granularity;
    private readonly List<CallGraphFrame> _frames = [new("", "", 0, 0, "")];
    private readonly Dictionary<CallGraphFrame, int> _numbers = [];
    private readonly Dictionary<(FunctionId, MappingId, long Line, ulong Address), int> _known = [];
    private readonly int[] _starts;
    private readonly int[] _ofLocations;

    /// <summary>Numbers the frames of a profile.</summary>
    public CallGraphFrames(Profile profile, FrameGranularity granularity)
    {
        _profile = profile;
        _granularity = granularity;
        _starts = new int[profile.LocationCount + 2];
        var ofLocations = new List<int>(profile.LocationCount);
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            _starts[i] = ofLocations.Count;
            Location row = profile[new LocationId(i)];
            foreach (Line line in row.Lines)
            {
                ofLocations.Add(NumberOf(row, line));
            }

            if (row.Lines.IsEmpty)
            {
                ofLocations.Add(NumberOf(row, default));
            }
        }

        _starts[^1] = ofLocations.Count;
        _ofLocations = [.. ofLocations];
    }

    /// <summary>How many there are.</summary>
    public int Count => _frames.Count - 1;

    /// <summary>What node <paramref name="number"/> is.</summary>
    public CallGraphFrame this[int number] => _frames[number];

    /// <summary>The nodes of a location, leaf first.</summary>
    public ReadOnlySpan<int> Of(LocationId id) => _ofLocations.AsSpan(_starts[id.Number].._starts[id.Number + 1]);

    private int NumberOf(in Location row, Line line)
    {
        ulong address = _granularity == FrameGranularity.Addresses ? row.Address : 0;
        long number = _granularity is FrameGranularity.Addresses or FrameGranularity.Lines ? line.Number : 0;
        var key = (line.Function, row.Mapping, number, address);
        if (!_known.TryGetValue(key, out int known))
        {
            known = NumberOf(FrameOf(_profile[line.Function], row.Mapping, number, address));
            _known.Add(key, known);
        }

        return known;
    }

    private int NumberOf(CallGraphFrame frame)
    {
        if (!_numbers.TryGetValue(frame, out int number))
        {
            number = _frames.Count;
            _frames.Add(frame);
            _numbers.Add(frame, number);
        }

        return number;
    }

    // Binaries are told apart only by frames that have no name, so that a function of several is one.
    private CallGraphFrame FrameOf(in Function function, MappingId mapping, long line, ulong address)
    {
        string name = _granularity == FrameGranularity.Files ? "" : _profile.Text(function.Name);
        string file = _granularity == FrameGranularity.Functions ? "" : WithoutDetours(_profile.Text(function.File));
        return new CallGraphFrame(name, file, line, address, name.Length > 0 ? "" : _profile.Text(_profile[mapping].File));
    }

    // a/./b and a/x/../b are a/b, however compilers write it.
    private static string WithoutDetours(string path)
    {
        if (!path.Contains('/', StringComparison.Ordinal))
        {
            return path;
        }

        var parts = new List<string>();
        bool isRooted = path[0] == '/';
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isUp = part == "..";
            if (isUp && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && !(isUp && isRooted))
            {
                parts.Add(part);
            }
        }

        return (isRooted ? "/" : "") + string.Join('/', parts);
    }
}
