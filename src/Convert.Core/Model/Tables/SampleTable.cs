using System.Collections;
using Refold.Storage;

namespace Refold;

/// <summary>The samples of a profile, stored by column.</summary>
/// <remarks>
/// <c>foreach</c> and the methods that take a row allocate nothing. LINQ works on the table as on any list:
/// <code>
/// profile.Samples.Where(s => s.Label("thread") == "main").Sum(s => s.Value)
/// </code>
/// </remarks>
public sealed class SampleTable : IReadOnlyList<Sample>
{
    private const long NoTime = long.MinValue;

    private readonly ChunkedColumn<int> _stacks;
    private readonly ChunkedColumn<int> _labels;
    private readonly ChunkedColumn<long> _times;
    private readonly List<ChunkedColumn<long>> _values;
    private readonly Profile? _profile;

    internal SampleTable()
    {
        _stacks = new(0);
        _labels = new(0);
        _times = new(NoTime);
        _values = [];
    }

    // Shares the columns of the other table.
    private SampleTable(
        SampleTable other, ChunkedColumn<long> times, List<ChunkedColumn<long>> values, Profile? profile)
    {
        _stacks = other._stacks;
        _labels = other._labels;
        _times = times;
        _values = values;
        _profile = profile;
        Count = other.Count;
        HasTimes = other.HasTimes && times == other._times;
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>The number of values of each sample; equals the number of sample types.</summary>
    public int Width => _values.Count;

    /// <summary>Whether at least one sample has a time.</summary>
    public bool HasTimes { get; private set; }

    /// <summary>The number of samples that were added, before equal ones were merged.</summary>
    internal long AddedCount { get; private set; }

    /// <summary>The profile that has the samples; only while it is built, they are of none.</summary>
    internal Profile Profile => _profile ?? throw new InvalidOperationException("The profile is not built yet.");

    /// <summary>The sample at an index, from 0, in the order of the input.</summary>
    public Sample this[int row] => new(this, row);

    /// <summary>The stack of a sample; <c>default</c> if it has no frames.</summary>
    public StackId Stack(int row) => new(_stacks[row]);

    /// <summary>The label set of a sample.</summary>
    public LabelSetId Labels(int row) => new(_labels[row]);

    /// <summary>The time of a sample in nanoseconds on the profile's clock; null if unknown.</summary>
    public long? Time(int row) => _times[row] is var time && time == NoTime ? null : time;

    /// <summary>The value of a sample for a sample type, both by index from 0.</summary>
    public long Value(int row, int type) => _values[type][row];

    /// <summary>Enumerates the samples in the order of the input, without allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Sample> IEnumerable<Sample>.GetEnumerator()
    {
        for (int row = 0; row < Count; row++)
        {
            yield return new Sample(this, row);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Sample>)this).GetEnumerator();

    /// <summary>The sum of all values of a sample type; wide enough for any profile.</summary>
    internal Int128 Sum(int type)
    {
        ChunkedColumn<long> values = _values[type];
        Int128 sum = 0;
        for (int row = 0; row < Count; row++)
        {
            sum += values[row];
        }

        return sum;
    }

    /// <summary>
    /// The sum of the absolute values of a sample type. It equals <see cref="Sum"/> if no value is negative, and is at
    /// least as large as any sum of some of the values.
    /// </summary>
    internal Int128 Size(int type)
    {
        ChunkedColumn<long> values = _values[type];
        Int128 size = 0;
        for (int row = 0; row < Count; row++)
        {
            size += Int128.Abs(values[row]);
        }

        return size;
    }

    /// <summary>Whether a sample has a value of a sample type that is not 0.</summary>
    internal bool HasValues(int type)
    {
        ChunkedColumn<long> values = _values[type];
        bool any = false;
        for (int row = 0; row < Count && !any; row++)
        {
            any = values[row] != 0;
        }

        return any;
    }

    /// <summary>The same samples as part of a profile. Shares the columns: neither table may grow afterwards.</summary>
    internal SampleTable OwnedBy(Profile profile) => new(this, _times, _values, profile);

    /// <summary>The same samples with one value each. Shares the columns: neither table may grow afterwards.</summary>
    internal SampleTable WithColumn(int column) => new(this, _times, [_values[column]], null);

    /// <summary>The same samples without times. Shares the other columns: neither table may grow afterwards.</summary>
    internal SampleTable WithoutTimes() => new(this, new(NoTime), _values, null);

    internal void AddColumn() => _values.Add(new ChunkedColumn<long>(0));

    internal int Add(StackId stack, LabelSetId labels, long? time)
    {
        int row = Count;
        _stacks[row] = stack.Number;
        _labels[row] = labels.Number;
        if (time is { } known && known != NoTime)
        {
            _times[row] = known;
            HasTimes = true;
        }

        Count = row + 1;
        return row;
    }

    internal void AddValues(int row, ReadOnlySpan<long> values)
    {
        AddedCount++;
        for (int type = 0; type < values.Length; type++)
        {
            _values[type][row] += values[type];
        }
    }

    /// <summary>
    /// Multiplies all values of a sample type; products that do not fit become the largest or smallest value that does.
    /// </summary>
    /// <returns>The number of values that did not fit.</returns>
    internal long Multiply(int type, long factor)
    {
        long tooLarge = 0;
        var column = new ColumnMapping(type, factor);
        for (int row = 0; row < Count; row++)
        {
            _values[type][row] = column.Scale(_values[type][row], ref tooLarge);
        }

        return tooLarge;
    }

    /// <summary>Enumerates the samples of a table.</summary>
    public struct Enumerator
    {
        private readonly SampleTable _table;
        private int _row;

        internal Enumerator(SampleTable table)
        {
            _table = table;
            _row = -1;
        }

        /// <summary>The current sample.</summary>
        public readonly Sample Current => new(_table, _row);

        /// <summary>Advances to the next sample.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => ++_row < _table.Count;
    }
}
