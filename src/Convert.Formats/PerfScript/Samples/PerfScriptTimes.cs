namespace Refold.Formats.PerfScript;

/// <summary>Turns printed times into times of samples, and measures the duration of the recording.</summary>
/// <param name="areDeltas">Whether each printed time is the difference to the previous record.</param>
/// <param name="diagnostics">The warnings and notes of the input.</param>
internal sealed class PerfScriptTimes(bool areDeltas, PerfScriptDiagnostics diagnostics)
{
    private long _last;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;

    /// <summary>The time from the first sample to the last in nanoseconds; 0 if no time is known.</summary>
    public long Duration => _max > _min ? _max - _min : 0;

    /// <summary>Adds the time of the next record and returns it in nanoseconds since the origin of the times.</summary>
    /// <param name="printed">The time as printed, in nanoseconds; not negative.</param>
    /// <param name="isSkipped">Whether the record does not become a sample.</param>
    /// <param name="line">The number of the record's line.</param>
    public long Add(long printed, bool isSkipped, long line)
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
