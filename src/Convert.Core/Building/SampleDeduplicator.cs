using Refold.Storage;

namespace Refold;

/// <summary>Finds a sample with equal stack, labels and time, to which another one can be added.</summary>
/// <remarks>
/// <code>
/// main;work   thread 1   5       +  main;work   thread 1   3     =  main;work   thread 1   8
/// main;work   thread 1   2⁶³-1   +  main;work   thread 1   3        two samples: the sum does not fit
/// main;work   thread 1   5       +  main;work   thread 1   -3       two samples, unless Cancels
/// </code>
/// </remarks>
internal sealed class SampleDeduplicator(SampleTable samples)
{
    // The maximum number of samples with equal stack, labels and time that are compared. A file of samples whose sums
    // do not fit would take quadratic time; those beyond this number are not merged.
    private const int MaxRowsOfOneKey = 64;

    private readonly HashIndex _rows = new();

    // By stack, its first row + 1. Most stacks have one row, so that the index has only the others.
    private readonly ChunkedColumn<int> _firstRows = new(0);
    private bool _isFull;

    /// <summary>
    /// Whether positive and negative values are added. If not, the sum of absolute values remains that of the input;
    /// percentages of differences refer to it.
    /// </summary>
    public bool Cancels { get; set; }

    /// <summary>Finds the row that values can be added to; -1 if there is none.</summary>
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

    /// <summary>Adds a row for which <see cref="Find"/> returned -1, unless there are too many like it.</summary>
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

    private static uint Hash(StackId stack, LabelSetId labels, long? time)
    {
        ulong hash = RowHash.Add(RowHash.Start, (uint)stack.Number | ((ulong)(uint)labels.Number << 32));
        return RowHash.Finish(time is { } known ? RowHash.Add(hash, (ulong)known) : hash);
    }

    // A sum that does not fit into 64 bits becomes a further sample, so that nothing is lost.
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
