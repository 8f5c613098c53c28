namespace Refold.Testing;

/// <summary>A copy of some samples of a profile, with the rows that they use.</summary>
internal sealed class RowCopy
{
    private readonly Profile _source;
    private readonly ProfileBuilder _target;

    public RowCopy(Profile source)
    {
        _source = source;
        _target = new ProfileBuilder([.. source.SampleTypes]) { Info = source.Info };
    }

    public Profile Build() => _target.Build();

    public void AddSample(Sample sample, int depth, long? value)
    {
        List<LocationId> frames = [];
        foreach (LocationId frame in _source[sample.Stack])
        {
            if (frames.Count < depth)
            {
                frames.Add(Copy(frame));
            }
        }

        List<Label> labels = [];
        foreach (Label label in _source[sample.Labels])
        {
            labels.Add(Copy(label));
        }

        long[] values = [.. Enumerable.Range(0, _source.SampleTypes.Count).Select(type => value ?? sample[type])];
        _target.AddSample(_target.AddStack([.. frames]), values, _target.AddLabels([.. labels]), sample.Time);
    }

    private LocationId Copy(LocationId id)
    {
        Location row = _source[id];
        List<Line> lines = [];
        foreach (Line line in row.Lines)
        {
            lines.Add(line with { Function = Copy(line.Function) });
        }

        return _target.AddLocation(Copy(row.Mapping), row.Address, [.. lines], row.IsFolded);
    }

    private FunctionId Copy(FunctionId id)
    {
        Function row = _source[id];
        return id == default ? default : _target.AddFunction(new Function(
            Copy(row.Name), Copy(row.SystemName), Copy(row.File), row.StartLine));
    }

    private MappingId Copy(MappingId id)
    {
        Mapping row = _source[id];
        return id == default ? default : _target.AddMapping(row with
        {
            File = Copy(row.File),
            BuildId = Copy(row.BuildId),
        });
    }

    private Label Copy(Label label) => label.Kind == LabelKind.Text
        ? Label.OfText(Copy(label.Key), Copy(label.Text))
        : Label.OfNumber(Copy(label.Key), label.Number, Copy(label.Unit));

    private StringId Copy(StringId id) => _target.AddString(_source[id]);
}
