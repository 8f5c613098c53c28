namespace Refold.Formats.PerfScript;

/// <summary>An event of an input, with statistics of the periods of its records.</summary>
internal sealed class PerfScriptEventType(SampleType type, int column, bool isTracepoint)
{
    private long _firstPeriod;
    private bool _variesPeriod;

    /// <summary>The sample type of the event.</summary>
    public SampleType Type { get; } = type;

    /// <summary>The index of its values in the samples; -1 if the event is not requested.</summary>
    public int Column { get; } = column;

    /// <summary>Whether the event is a tracepoint, so that arguments may follow it.</summary>
    public bool IsTracepoint { get; } = isTracepoint;

    /// <summary>The count of its records that have a period.</summary>
    public long WithPeriod { get; private set; }

    /// <summary>The count of its records that have no period.</summary>
    public long WithoutPeriod { get; private set; }

    /// <summary>The line number of the first record without period; 0 if there is none.</summary>
    public long FirstLineWithoutPeriod { get; private set; }

    /// <summary>The period of all its records; 0 if periods differ or are missing.</summary>
    public long ConstantPeriod => _variesPeriod || WithoutPeriod > 0 ? 0 : _firstPeriod;

    /// <summary>Counts a record with a period.</summary>
    public void Count(long period)
    {
        _variesPeriod |= WithPeriod++ > 0 && period != _firstPeriod;
        _firstPeriod = period;
    }

    /// <summary>Counts a record without a period.</summary>
    public void CountWithoutPeriod(long line)
    {
        FirstLineWithoutPeriod = WithoutPeriod++ == 0 ? line : FirstLineWithoutPeriod;
    }
}
