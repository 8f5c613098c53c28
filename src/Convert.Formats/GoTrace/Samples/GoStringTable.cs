using Refold.Storage;

namespace Refold.Formats.GoTrace;

/// <summary>The string table of one generation (Go ≥ 1.22) or of a whole trace (Go ≤ 1.21).</summary>
internal sealed class GoStringTable(ProfileBuilder builder, GoDiagnostics log)
{
    private readonly IdTable _names = new();
    private readonly IdTable _reasons = new();
    private readonly List<GoReason> _known = [];

    /// <summary>Whether the table has no strings.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Removes all strings: each generation has its own ids.</summary>
    public void Clear()
    {
        IsEmpty = true;
        _names.Clear();
        _reasons.Clear();
    }

    /// <summary>Adds a string.</summary>
    public void Add(ulong id, ReadOnlySpan<byte> utf8)
    {
        StringId name = builder.AddString(utf8);
        if (name != default)
        {
            _names.Set(id, name.Number);
            IsEmpty = false;
        }
    }

    /// <summary>The string of an id; empty for 0 and, with a warning, for an id that the trace does not have.</summary>
    public StringId this[ulong id]
    {
        get
        {
            int name = _names.Find(id);
            if (name == 0 && id != 0)
            {
                log.Missing("a name");
            }

            return new StringId(name);
        }
    }

    /// <summary>Gets the reason whose name has the given id; none for 0.</summary>
    public GoReason GetReason(ulong id)
    {
        if (id == 0)
        {
            return default;
        }

        int number = _reasons.Find(id);
        if (number == 0)
        {
            StringId name = this[id];
            _known.Add(new GoReason(name, GoReason.Classify(builder.Utf8(name))));
            number = _known.Count;
            _reasons.Set(id, number);
        }

        return _known[number - 1];
    }
}
