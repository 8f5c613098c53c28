using Refold.Storage;

namespace Refold;

/// <summary>Finds the row of samples that another sample can be added to: same stack, labels and time.</summary>
internal sealed class SampleDeduplicator(SampleTable samples)
{
    // Rows of one stack, labels and time, at most: sums that do not fit, or signs that differ, start rows of their own.
    // A file of nothing else would be quadratic; samples beyond this number of rows stay as they are.
    private const int MaxRowsOfOneKey = 64;

    private readonly HashIndex _rows = new();

    // By stack: the first row of it, + 1. Most stacks have one row, so the hash knows only the others.
    private readonly ChunkedColumn<int> _firstRows = new(0);
    private bool _isFull;

    /// <summary>
    /// True if values of unlike signs may cancel each other out. If not, they stay apart: the sum of values without their
    /// signs, which percentages of differences are of, is that of the input.
    /// </summary>
    public bool Cancels { get; set; }

    /// <summary>The row, or -1 if there is none whose values have room for these.</summary>
    public int Find(StackId stack, LabelSetId labels, long? time, ReadOnlySpan<long> values)
    {
        int first = _firstRows[stack.Number] - 1;
        if (first < 0 || Matches(first, stack, labels, time, values))
        {
            return first;
        }

        uint hash = Hash(stack, labels, time);
        int others = 0;
        for (int at = _rows.Start(hash); others < MaxRowsOfOneKey && _rows.Next(hash, ref at, out int row); others++)
        {
            if (Matches(row, stack, labels, time, values))
            {
                return row;
            }
        }

        _isFull = others == MaxRowsOfOneKey;
        return -1;
    }

    /// <summary>
    /// Lets the row be found for which <see cref="Find"/> returned -1, unless there are too many such rows.
    /// </summary>
    public void Add(int row)
    {
        StackId stack = samples.Stack(row);
        if (_firstRows[stack.Number] == 0)
        {
            _firstRows[stack.Number] = row + 1;
        }
        else if (!_isFull)
        {
            _rows.Add(Hash(stack, samples.Labels(row), samples.Time(row)), row);
        }
    }

    private bool Matches(int row, StackId stack, LabelSetId labels, long? time, ReadOnlySpan<long> values) =>
        samples.Stack(row) == stack && samples.Labels(row) == labels && samples.Time(row) == time && Fits(row, values);

    private static uint Hash(StackId stack, LabelSetId labels, long? time) => time is { } known
        ? RowHash.Combine((uint)stack.Number, (uint)labels.Number, (ulong)known)
        : RowHash.Combine(stack.Number, labels.Number);

    // A sum that would not fit into 64 bits starts a row of its own instead: nothing is lost.
    private bool Fits(int row, ReadOnlySpan<long> values)
    {
        for (int type = 0; type < values.Length; type++)
        {
            long old = samples.Value(row, type);
            long sum = unchecked(old + values[type]);
            bool isOpposite = !Cancels && (old ^ values[type]) < 0 && values[type] != 0 && old != 0;
            if (isOpposite || ((old ^ sum) & (values[type] ^ sum)) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
