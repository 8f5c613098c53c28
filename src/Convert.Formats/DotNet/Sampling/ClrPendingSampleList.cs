using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>
/// The samples in order of time. Without a request for times or order, those with equal stacks and labels are merged.
/// </summary>
internal sealed class ClrPendingSampleList(ClrReadSession session)
{
    private readonly bool _merges = !session.Context.Request.Has(ProfileFacts.Times)
        && !session.Context.Request.Has(ProfileFacts.Order);

    private readonly bool _hasLabels = session.Context.Request.Has(ProfileFacts.Labels);
    private readonly Dictionary<(ClrChannel, int Stack, int ContextIndex), int> _indexes = [];
    private readonly Dictionary<ClrSampleContext, int> _contextIndexes = [];
    private readonly List<ClrSampleContext> _contexts = [];
    private readonly List<ClrPendingSample> _samples = [];

    /// <summary>All samples.</summary>
    public IReadOnlyList<ClrPendingSample> All => _samples;

    /// <summary>The context of a sample.</summary>
    public ClrSampleContext ContextOf(in ClrPendingSample sample) => _contexts[sample.ContextIndex];

    /// <summary>Adds a sample, or merges it with an equal one, and returns the index of the sample.</summary>
    /// <exception cref="ProfileFormatException">There are more samples than the limits allow.</exception>
    public int Add(ClrPendingSample sample, ClrSampleContext context)
    {
        sample.ContextIndex = IndexOf(context);
        if (_merges)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _indexes, (sample.Channel, sample.Stack, sample.ContextIndex), out bool isKnown);
            if (isKnown)
            {
                Merge(index, sample);
                return index;
            }

            index = _samples.Count;
        }

        if (_samples.Count >= session.Context.Limits.TableRows)
        {
            throw new ProfileFormatException(
                new InputPosition(session.InputName),
                $"expected at most {session.Context.Limits.TableRows} samples, found more");
        }

        _samples.Add(sample);
        return _samples.Count - 1;
    }

    /// <summary>Adds to the second value of a sample.</summary>
    public void AddSecond(int index, long value)
    {
        ref ClrPendingSample sample = ref CollectionsMarshal.AsSpan(_samples)[index];
        sample.Second = Sum(sample.Second, value);
    }

    /// <summary>Removes all samples and contexts.</summary>
    public void Clear()
    {
        _samples.Clear();
        _indexes.Clear();
        _contextIndexes.Clear();
        _contexts.Clear();
    }

    private void Merge(int index, in ClrPendingSample more)
    {
        ref ClrPendingSample sample = ref CollectionsMarshal.AsSpan(_samples)[index];
        sample.First = Sum(sample.First, more.First);
        sample.Second = Sum(sample.Second, more.Second);
        sample.Third = Sum(sample.Third, more.Third);
    }

    // Overflows only if timestamps are corrupt.
    private static long Sum(long a, long b) => (long)Int128.Clamp((Int128)a + b, long.MinValue, long.MaxValue);

    private int IndexOf(ClrSampleContext context)
    {
        ClrSampleContext kept = _hasLabels ? context : default;
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_contextIndexes, kept, out bool isKnown);
        if (!isKnown)
        {
            index = _contexts.Count;
            _contexts.Add(kept);
        }

        return index;
    }
}
