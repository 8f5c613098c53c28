using Refold.Storage;

namespace Refold;

/// <summary>Samples, kept by column: a stack, a set of labels, a time and one value per sample type.</summary>
public sealed class SampleTable
{
    private const long NoTime = long.MinValue;

    private readonly ChunkedColumn<int> _stacks;
    private readonly ChunkedColumn<int> _labels;
    private readonly ChunkedColumn<long> _times;
    private readonly List<ChunkedColumn<long>> _values = [];

    internal SampleTable()
    {
        _stacks = new(0);
        _labels = new(0);
        _times = new(NoTime);
    }

    private SampleTable(SampleTable other, int column)
    {
        _stacks = other._stacks;
        _labels = other._labels;
        _times = other._times;
        _values.Add(other._values[column]);
        Count = other.Count;
        HasTimes = other.HasTimes;
    }

    private SampleTable(SampleTable source)
    {
        _stacks = source._stacks;
        _labels = source._labels;
        _values = source._values;
        _times = new(NoTime);
        Count = source.Count;
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of samples that were added, before equal ones were summed.</summary>
    internal long AddedCount { get; private set; }

    /// <summary>Values per sample; equals the number of sample types.</summary>
    public int Width => _values.Count;

    /// <summary>True if at least one sample has a time.</summary>
    public bool HasTimes { get; private set; }

    /// <summary>The sample of row <paramref name="row"/>, from 0, in input order.</summary>
    public Sample this[int row] => new(this, row);

    /// <summary>The stack of row <paramref name="row"/>; <c>default</c> if it has no frames.</summary>
    public StackId Stack(int row) => new(_stacks[row]);

    /// <summary>The labels of row <paramref name="row"/>.</summary>
    public LabelSetId Labels(int row) => new(_labels[row]);

    /// <summary>The time of row <paramref name="row"/> in nanoseconds on the profile's clock; null if unknown.</summary>
    public long? Time(int row) => _times[row] is var time && time == NoTime ? null : time;

    /// <summary>The value of row <paramref name="row"/> for sample type <paramref name="type"/>, both from 0.</summary>
    public long Value(int row, int type) => _values[type][row];

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

    /// <summary>All samples in input order: <c>foreach (Sample sample in profile.Samples)</c>, no allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The same samples with one of their values. Shares the columns: neither table may grow afterwards.</summary>
    internal SampleTable WithColumn(int column) => new(this, column);

    /// <summary>The same samples without their times. Shares the other columns: neither table may grow afterwards.</summary>
    internal SampleTable WithoutTimes() => new(this);

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
    /// Multiplies all values of a column; what does not fit becomes the largest that does. Returns the number of these.
    /// </summary>
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

    /// <summary>Walks over the samples of a table.</summary>
    public struct Enumerator
    {
        private readonly SampleTable _table;
        private int _row;

        internal Enumerator(SampleTable table)
        {
            _table = table;
            _row = -1;
        }

        /// <summary>The sample the walk stands on.</summary>
        public readonly Sample Current => new(_table, _row);

        /// <summary>Goes on to the next sample; false behind the last.</summary>
        public bool MoveNext() => ++_row < _table.Count;
    }
}
