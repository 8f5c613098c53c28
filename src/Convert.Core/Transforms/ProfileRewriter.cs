using Refold.Formats;

namespace Refold;

/// <summary>
/// Writes a profile anew, sample by sample: what transforms that change stacks, labels or values have in common. Each
/// stack and each list of labels is asked for once. Mappings, times and facts about the whole stay as they are.
/// </summary>
internal sealed class ProfileRewriter
{
    private readonly Profile _source;
    private readonly ConversionContext _context;
    private StackId?[] _stacks = [];
    private bool[] _isKnown = [];

    /// <summary>Starts with nothing.</summary>
    /// <param name="source">The profile to write anew.</param>
    /// <param name="context">Its limits hold, its cancellation stops; what it wants does not count.</param>
    /// <param name="sums">True if samples that become equal are summed.</param>
    /// <param name="whole">
    /// What percentages of the new profile are of; null for the same as those of the source.
    /// </param>
    public ProfileRewriter(Profile source, ConversionContext context, bool sums = false, ReferenceTotals? whole = null)
    {
        _source = source;
        _context = context;
        Target = new ProfileBuilder(
            new ConversionContext { Limits = context.Limits, Cancellation = context.Cancellation },
            [.. source.SampleTypes])
        { Info = source.Info, SumsEqualSamples = sums, ReferenceTotals = whole ?? source.ReferenceTotals };
        Target.MarkDiscarded(source.Discarded);
        Copier = new RowCopier(source, Target);
    }

    /// <summary>What becomes the new profile.</summary>
    public ProfileBuilder Target { get; }

    /// <summary>Takes over rows that do not change.</summary>
    public RowCopier Copier { get; }

    /// <summary>Which samples stay; null for all.</summary>
    public Func<Sample, bool>? Keeps { get; init; }

    /// <summary>The new stack of a stack, null if its samples go; asked once for each. Null if stacks stay.</summary>
    public Func<StackId, StackId?>? Stacks { get; init; }

    /// <summary>The new stack of a sample, for those that look at more than its stack. Null if stacks stay.</summary>
    public Func<Sample, StackId>? StackOfSample { get; init; }

    /// <summary>The new labels of a list of labels. Null if labels stay.</summary>
    public Func<LabelSetId, LabelSetId>? Labels { get; init; }

    /// <summary>Changes the values of a sample in place. Null if they stay.</summary>
    public Action<long[]>? Values { get; init; }

    /// <summary>Writes all samples.</summary>
    public Profile Run()
    {
        _stacks = new StackId?[Stacks is null ? 0 : _source.StackCount + 1];
        _isKnown = new bool[_stacks.Length];
        for (int i = 1; i <= _source.MappingCount; i++)
        {
            Copier.Copy(new MappingId(i));
        }

        var values = new long[_source.SampleTypes.Count];
        int row = 0;
        foreach (Sample sample in _source.Samples)
        {
            _context.CheckCancelled(row++);
            if (Keeps?.Invoke(sample) != false && StackOf(sample) is { } stack)
            {
                Add(sample, stack, values);
            }
        }

        return Target.Build();
    }

    private void Add(Sample sample, StackId stack, long[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = sample[i];
        }

        Values?.Invoke(values);
        LabelSetId labels = Labels is null ? Copier.Copy(sample.Labels) : Labels(sample.Labels);
        Target.AddSample(stack, values, labels, sample.Time);
    }

    private StackId? StackOf(Sample sample)
    {
        if (StackOfSample is not null)
        {
            return StackOfSample(sample);
        }

        if (Stacks is null)
        {
            return Copier.Copy(sample.Stack);
        }

        int number = sample.Stack.Number;
        if (!_isKnown[number])
        {
            _isKnown[number] = true;
            _stacks[number] = Stacks(sample.Stack);
        }

        return _stacks[number];
    }
}
