using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>The samples to be, in the order of time; equal ones are one row where nobody wants their times.</summary>
internal sealed class ClrPendingSampleList(ClrReadSession session)
{
    private readonly bool _sums = !session.Context.Request.Has(ProfileFacts.Times) && !session.Context.Request.Has(ProfileFacts.Order);
    private readonly bool _hasLabels = session.Context.Request.Has(ProfileFacts.Labels);
    private readonly Dictionary<(ClrChannel, int, int), int> _equal = [];
    private readonly Dictionary<ClrSampleContext, int> _numbers = [];
    private readonly List<ClrSampleContext> _contexts = [];
    private readonly List<ClrPendingSample> _rows = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ClrPendingSample> All => _rows;

    /// <summary>The circumstances of a row.</summary>
    public ClrSampleContext this[int number] => _contexts[number];

    /// <summary>Adds a row and returns its index.</summary>
    public int Add(ClrPendingSample row, ClrSampleContext sampleContext)
    {
        row.ContextIndex = NumberOf(sampleContext);
        if (_sums)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _equal, (row.Channel, row.Stack, row.ContextIndex), out bool isKnown);
            if (isKnown)
            {
                Sum(index, row);
                return index;
            }

            index = _rows.Count;
        }

        if (_rows.Count >= session.Context.Limits.TableRows)
        {
            throw new ProfileFormatException(
                new InputPosition(session.InputName),
                $"expected at most {session.Context.Limits.TableRows} samples, found more");
        }

        _rows.Add(row);
        return _rows.Count - 1;
    }

    /// <summary>Adds to the second value of a row.</summary>
    public void AddSecond(int index, long value)
    {
        ref ClrPendingSample row = ref CollectionsMarshal.AsSpan(_rows)[index];
        row.Second = Sum(row.Second, value);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _rows.Clear();
        _equal.Clear();
        _numbers.Clear();
        _contexts.Clear();
    }

    private void Sum(int index, in ClrPendingSample more)
    {
        ref ClrPendingSample row = ref CollectionsMarshal.AsSpan(_rows)[index];
        row.First = Sum(row.First, more.First);
        row.Second = Sum(row.Second, more.Second);
        row.Third = Sum(row.Third, more.Third);
    }

    // Only times that lie come to so much.
    private static long Sum(long a, long b) => (long)Int128.Clamp((Int128)a + b, long.MinValue, long.MaxValue);

    private int NumberOf(ClrSampleContext sampleContext)
    {
        ClrSampleContext kept = _hasLabels ? sampleContext : default;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, kept, out bool isKnown);
        if (!isKnown)
        {
            number = _contexts.Count;
            _contexts.Add(kept);
        }

        return number;
    }
}
