using System.Runtime.InteropServices;

namespace Refold;

/// <summary>Copies rows of a profile into a builder, each once, and translates their ids.</summary>
/// <remarks>The builder merges equal rows and discards facts that are not requested.</remarks>
internal sealed class RowCopier(Profile source, ProfileBuilder target)
{
    // By id in the source: id in the target + 1; 0 for a row that is not copied yet.
    private readonly int[] _strings = new int[source.StringCount + 1];
    private readonly int[] _mappings = new int[source.MappingCount + 1];
    private readonly int[] _functions = new int[source.FunctionCount + 1];
    private readonly int[] _locations = new int[source.LocationCount + 1];
    private readonly int[] _stacks = new int[source.StackCount + 1];
    private readonly int[] _labelSets = new int[source.LabelSetCount + 1];
    private readonly List<LocationId> _frames = [];
    private Line[] _lines = new Line[16];

    /// <summary>Whether each line becomes a location of its own, so that no frame is inlined into another.</summary>
    public bool SplitsInlined { get; init; }

    /// <summary>Whether stacks are copied as a whole; otherwise only the innermost function of each.</summary>
    public bool KeepsStacks { get; init; } = true;

    /// <summary>Returns the place of a mapping in the target; null copies mappings unchanged.</summary>
    public Func<MappingId, MappingRelocation>? Moves { get; init; }

    /// <summary>Replaces a set of labels, with ids of the target; null copies labels unchanged.</summary>
    public Func<Label[], Label[]>? LabelOrder { get; init; }

    /// <summary>Returns the new row of a function, with ids of the target; null copies functions unchanged.</summary>
    public Func<FunctionId, Function>? Functions { get; set; }

    /// <summary>Adds the new row of a location to the target; null copies locations unchanged.</summary>
    public Func<LocationId, LocationId>? Locations { get; set; }

    public StringId Copy(StringId id)
    {
        ref int copied = ref _strings[id.Number];
        if (copied == 0)
        {
            copied = target.AddString(source[id]).Number + 1;
        }

        return new StringId(copied - 1);
    }

    public MappingId Copy(MappingId id)
    {
        if (Moves is not null)
        {
            return Moves(id).Id;
        }

        ref int copied = ref _mappings[id.Number];
        if (copied == 0)
        {
            Mapping row = source[id];
            row = row with { File = Copy(row.File), BuildId = Copy(row.BuildId) };
            copied = id == default ? 1 : target.AddMapping(row).Number + 1;
        }

        return new MappingId(copied - 1);
    }

    public FunctionId Copy(FunctionId id)
    {
        ref int copied = ref _functions[id.Number];
        if (copied == 0)
        {
            Function row = Functions is null ? WithCopiedNames(source[id]) : Functions(id);
            copied = id == default ? 1 : target.AddFunction(row).Number + 1;
        }

        return new FunctionId(copied - 1);
    }

    public LocationId Copy(LocationId id)
    {
        ref int copied = ref _locations[id.Number];
        if (copied == 0)
        {
            copied = (Locations is null ? Copy(id, source[id].Lines) : Locations(id)).Number + 1;
        }

        return new LocationId(copied - 1);
    }

    /// <summary>Copies a location with other lines, which have ids of the source.</summary>
    public LocationId Copy(LocationId id, ReadOnlySpan<Line> lines)
    {
        Location row = source[id];
        return target.AddLocation(Copy(row.Mapping), Address(row), Copy(lines), row.IsFolded);
    }

    public StackId Copy(StackId id)
    {
        ref int copied = ref _stacks[id.Number];
        if (copied == 0)
        {
            _frames.Clear();
            ReadOnlySpan<LocationId> frames = source[id];
            foreach (LocationId frame in KeepsStacks || frames.IsEmpty ? frames : frames[..1])
            {
                if (KeepsStacks && !SplitsInlined)
                {
                    _frames.Add(Copy(frame));
                }
                else
                {
                    CopyLines(frame);
                }
            }

            copied = target.AddStack(CollectionsMarshal.AsSpan(_frames)).Number + 1;
        }

        return new StackId(copied - 1);
    }

    public LabelSetId Copy(LabelSetId id)
    {
        ref int copied = ref _labelSets[id.Number];
        if (copied == 0)
        {
            ReadOnlySpan<Label> labels = source[id];
            var copies = new Label[labels.Length];
            for (int i = 0; i < labels.Length; i++)
            {
                copies[i] = Copy(labels[i]);
            }

            copied = target.AddLabels(LabelOrder is null ? copies : LabelOrder(copies)).Number + 1;
        }

        return new LabelSetId(copied - 1);
    }

    public Label Copy(in Label label) =>
        label.Kind == LabelKind.Text
            ? Label.OfText(Copy(label.Key), Copy(label.Text))
            : Label.OfNumber(Copy(label.Key), label.Number, Copy(label.Unit));

    /// <summary>Translates the names of a function to ids of the target.</summary>
    public Function WithCopiedNames(in Function row) =>
        row with { Name = Copy(row.Name), SystemName = Copy(row.SystemName), File = Copy(row.File) };

    private void CopyLines(LocationId frame)
    {
        Location row = source[frame];
        if (row.Lines.Length < 2)
        {
            _frames.Add(Copy(frame));
            return;
        }

        foreach (Line line in Copy(KeepsStacks ? row.Lines : row.Lines[..1]))
        {
            _frames.Add(target.AddLocation(Copy(row.Mapping), Address(row), [line], row.IsFolded));
        }
    }

    // Address 0 means unknown, and is not moved.
    private ulong Address(in Location row) =>
        Moves is null || row.Address == 0 ? row.Address : unchecked(row.Address + Moves(row.Mapping).Shift);

    // The result is valid until the next call.
    private ReadOnlySpan<Line> Copy(ReadOnlySpan<Line> lines)
    {
        if (_lines.Length < lines.Length)
        {
            _lines = new Line[lines.Length * 2];
        }

        for (int i = 0; i < lines.Length; i++)
        {
            _lines[i] = lines[i] with { Function = Copy(lines[i].Function) };
        }

        return _lines.AsSpan(0, lines.Length);
    }
}
