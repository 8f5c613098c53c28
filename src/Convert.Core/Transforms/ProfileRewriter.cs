using Refold.Formats;

namespace Refold;

/// <summary>
/// Copies a profile sample by sample, for transforms that change stacks, labels or values. Mappings, times and
/// <see cref="ProfileInfo"/> are unchanged.
/// </summary>
internal sealed class ProfileRewriter
{
    private readonly Profile _source;
    private readonly ConversionContext _context;
    private StackId?[] _stacks = [];
    private bool[] _isKnown = [];

    /// <summary>Creates a rewriter that changes nothing; its properties are the changes.</summary>
    /// <param name="source">The profile to copy.</param>
    /// <param name="context">Its limits and its cancellation apply, its request does not.</param>
    /// <param name="sums">Whether samples that become equal are summed.</param>
    /// <param name="totals">The totals that percentages of the new profile are of; null for the source's.</param>
    public ProfileRewriter(Profile source, ConversionContext context, bool sums = false, ReferenceTotals? totals = null)
    {
        _source = source;
        _context = context;
        Target = new ProfileBuilder(
            new ConversionContext { Limits = context.Limits, Cancellation = context.Cancellation },
            [.. source.SampleTypes])
        { Info = source.Info, SumsEqualSamples = sums, ReferenceTotals = totals ?? source.ReferenceTotals };
        Target.MarkDiscarded(source.Discarded);
        Copier = new RowCopier(source, Target);
    }

    /// <summary>The builder of the new profile.</summary>
    public ProfileBuilder Target { get; }

    /// <summary>Copies rows that do not change.</summary>
    public RowCopier Copier { get; }

    /// <summary>Whether a sample is kept; null keeps all.</summary>
    public Func<Sample, bool>? Keeps { get; init; }

    /// <summary>
    /// The new stack for a stack, called once for each; its result null removes the samples of the stack. Null keeps
    /// stacks.
    /// </summary>
    public Func<StackId, StackId?>? Stacks { get; init; }

    /// <summary>The new stack for a sample, for transforms that use more than its stack. Null keeps stacks.</summary>
    public Func<Sample, StackId>? StackOfSample { get; init; }

    /// <summary>The new labels for a set of labels. Null keeps labels.</summary>
    public Func<LabelSetId, LabelSetId>? Labels { get; init; }

    /// <summary>Changes the values of a sample in place. Null keeps values.</summary>
    public Action<long[]>? Values { get; init; }

    /// <summary>Copies all samples and builds the new profile.</summary>
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
