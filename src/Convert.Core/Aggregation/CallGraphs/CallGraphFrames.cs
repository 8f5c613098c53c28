namespace Refold.Aggregation;

/// <summary>Numbers the nodes of a profile's call graph, from 1.</summary>
internal sealed class CallGraphFrames
{
    private readonly Profile _profile;
    private readonly FrameGranularity _granularity;
    private readonly List<Row> _rows = [default];
    private readonly Dictionary<Row, int> _numbers = [];
    private readonly Dictionary<StringId, string> _files = [];
    private readonly Dictionary<string, StringId> _fileIds = [];

    /// <summary>Numbers the frames of a profile.</summary>
    public CallGraphFrames(Profile profile, FrameGranularity granularity)
    {
        _profile = profile;
        _granularity = granularity;
        Table = FrameTable.Create(
            profile,
            (in Location location, int line) => NumberOf(location, line < 0 ? default : location.Lines[line]));
    }

    /// <summary>The nodes of each location, leaf first.</summary>
    public FrameTable Table { get; }

    /// <summary>The number of nodes.</summary>
    public int Count => _rows.Count - 1;

    /// <summary>The identity of a node.</summary>
    public CallGraphFrame this[int number]
    {
        get
        {
            Row row = _rows[number];
            string file = row.File == default ? "" : _files[row.File];
            return new CallGraphFrame(
                _profile.Text(row.Name), file, row.Line, row.Address, _profile.Text(row.Binary));
        }
    }

    private int NumberOf(in Location location, Line line)
    {
        Row row = RowOf(location, line);
        if (!_numbers.TryGetValue(row, out int number))
        {
            number = _rows.Count;
            _rows.Add(row);
            _numbers.Add(row, number);
        }

        return number;
    }

    // The binary counts only for frames without a name, so that a function that several binaries have is one node.
    private Row RowOf(in Location location, Line line)
    {
        Function function = _profile[line.Function];
        StringId known = function.Name == default ? function.SystemName : function.Name;
        StringId name = _granularity == FrameGranularity.Files ? default : known;
        StringId file = _granularity == FrameGranularity.Functions ? default : FileOf(function.File);
        bool hasLine = _granularity is FrameGranularity.Addresses or FrameGranularity.Lines;
        ulong address = _granularity == FrameGranularity.Addresses ? location.Address : 0;
        StringId binary = name == default ? _profile[location.Mapping].File : default;
        return new Row(name, file, hasLine ? line.Number : 0, address, binary);
    }

    // Paths that differ only in detours are one; its text is the path without detours.
    private StringId FileOf(StringId id)
    {
        if (!_files.TryGetValue(id, out string? file))
        {
            file = WithoutDetours(_profile.Text(id));
            _files.Add(id, file);
            _fileIds.TryAdd(file, id);
        }

        return _fileIds[file];
    }

    // Compilers write a/b also as a/./b and a/x/../b.
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

    private readonly record struct Row(StringId Name, StringId File, long Line, ulong Address, StringId Binary);
}
