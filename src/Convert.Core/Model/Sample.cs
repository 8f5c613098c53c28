namespace Refold;

/// <summary>A view of one row of a <see cref="SampleTable"/>.</summary>
public readonly struct Sample
{
    private readonly SampleTable _table;
    private readonly int _row;

    internal Sample(SampleTable table, int row)
    {
        _table = table;
        _row = row;
    }

    /// <summary>Where the program was; <c>default</c> if the sample has no frames.</summary>
    public StackId Stack => _table.Stack(_row);

    /// <summary>The labels of the sample; threads, processes and processors live here.</summary>
    public LabelSetId Labels => _table.Labels(_row);

    /// <summary>Nanoseconds on the profile's clock (<see cref="ProfileInfo.Clock"/>), or null if unknown.</summary>
    public long? Time => _table.Time(_row);

    /// <summary>The value of sample type <paramref name="type"/> (from 0), in that type's unit.</summary>
    public long this[int type] => _table.Value(_row, type);
}
