using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>The samples to be, in the order of time; equal ones are one row where nobody wants their times.</summary>
internal sealed class ClrPendingSamples(ClrReadSession reading)
{
    private readonly bool _sums = !reading.Context.Request.Has(ProfileFacts.Times) && !reading.Context.Request.Has(ProfileFacts.Order);
    private readonly bool _hasLabels = reading.Context.Request.Has(ProfileFacts.Labels);
    private readonly Dictionary<(ClrChannel, int, int), int> _equal = [];
    private readonly Dictionary<ClrSampleContext, int> _numbers = [];
    private readonly List<ClrSampleContext> _circumstances = [];
    private readonly List<ClrPendingSample> _rows = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ClrPendingSample> All => _rows;

    /// <summary>The circumstances of a row.</summary>
    public ClrSampleContext this[int number] => _circumstances[number];

    /// <summary>Adds a row and returns its index.</summary>
    public int Add(ClrPendingSample row, ClrSampleContext circumstances)
    {
        row.Circumstances = NumberOf(circumstances);
        if (_sums)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _equal, (row.Profile, row.Stack, row.Circumstances), out bool isKnown);
            if (isKnown)
            {
                Sum(index, row);
                return index;
            }

            index = _rows.Count;
        }

        if (_rows.Count >= reading.Context.Limits.TableRows)
        {
            throw new ProfileFormatException(
                new InputPosition(reading.InputName),
                $"expected at most {reading.Context.Limits.TableRows} samples, found more");
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
        _circumstances.Clear();
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

    private int NumberOf(ClrSampleContext circumstances)
    {
        ClrSampleContext kept = _hasLabels ? circumstances : default;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, kept, out bool isKnown);
        if (!isKnown)
        {
            number = _circumstances.Count;
            _circumstances.Add(kept);
        }

        return number;
    }
}
