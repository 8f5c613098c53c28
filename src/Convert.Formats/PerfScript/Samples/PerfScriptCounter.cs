namespace Refold.Formats.PerfScript;

/// <summary>One event of an input, and what its records have shown so far.</summary>
internal sealed class PerfScriptCounter(SampleType type, int column, bool isTracepoint)
{
    private long _firstPeriod;
    private bool _variesPeriod;

    /// <summary>Its name and unit.</summary>
    public SampleType Type { get; } = type;

    /// <summary>Its column in the samples; -1 if nobody wants it.</summary>
    public int Column { get; } = column;

    /// <summary>True if arguments may follow it.</summary>
    public bool IsTracepoint { get; } = isTracepoint;

    /// <summary>How many of its records have a period.</summary>
    public long WithPeriod { get; private set; }

    /// <summary>How many of its records have none.</summary>
    public long WithoutPeriod { get; private set; }

    /// <summary>The line of the first record without period; 0 if there is none.</summary>
    public long FirstLineWithoutPeriod { get; private set; }

    /// <summary>The period that all records have; 0 if they differ or have none.</summary>
    public long ConstantPeriod => _variesPeriod || WithoutPeriod > 0 ? 0 : _firstPeriod;

    /// <summary>Counts a record with a period.</summary>
    public void Count(long period)
    {
        _variesPeriod |= WithPeriod++ > 0 && period != _firstPeriod;
        _firstPeriod = period;
    }

    /// <summary>Counts a record without one.</summary>
    public void CountWithoutPeriod(long line)
    {
        FirstLineWithoutPeriod = WithoutPeriod++ == 0 ? line : FirstLineWithoutPeriod;
    }
}
