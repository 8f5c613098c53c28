namespace Refold.Formats.PerfScript;

/// <summary>The times of the records, and how long recording took.</summary>
/// <param name="areDeltas">True if each counts from the record before.</param>
/// <param name="diagnostics">Where it is said that times run backwards.</param>
internal sealed class PerfScriptTimes(bool areDeltas, PerfScriptDiagnostics diagnostics)
{
    private long _last;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;

    /// <summary>From the first sample to the last, in nanoseconds; 0 if no time is known.</summary>
    public long Duration => _max > _min ? _max - _min : 0;

    /// <summary>The time of the next record, in nanoseconds.</summary>
    /// <param name="printed">The time as printed; never negative.</param>
    /// <param name="isSkipped">True if the record is no sample.</param>
    /// <param name="line">Where it is printed.</param>
    public long Take(long printed, bool isSkipped, long line)
    {
        long time = areDeltas ? (long)Math.Min((ulong)_last + (ulong)printed, long.MaxValue) : printed;
        if (time < _last)
        {
            diagnostics.TimeOrder(line);
        }

        _last = time;
        if (!isSkipped)
        {
            _min = Math.Min(_min, time);
            _max = Math.Max(_max, time);
        }

        return time;
    }
}
