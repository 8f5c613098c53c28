namespace Refold.Formats.Speedscope;

/// <summary>The time axis that all tracks of a file share, and the meaning of the samples on it.</summary>
/// <remarks>
/// A sample is an interval or a point:
/// <code>
/// time 20, wall 30 ns                 an interval from 20 to 50: measured times begin at the sample's time
/// time 20, cpu-clock 10 ns            a point at 20: what happened to run when a timer fired
/// time 20, cycles 400                 a point at 20
/// time 20, space 64 bytes             neither: sizes have no length on a time axis
/// </code>
/// The axis begins with the recording, or with the earliest sample if the recording's start is unknown. It ends with
/// the recording, or with the latest sample if the duration is unknown.
/// </remarks>
internal sealed class SpeedscopeClock
{
    // A quarter of the range of 64 bits, so that sums and differences of times are within that range.
    private const long MaxTime = long.MaxValue / 4;

    // The length of an axis, and of the samples of a type, that no two times determine.
    private const long UnknownReach = 1_000_000;

    // Names of timers that take samples: the period type of a profile is known only if all its periods are equal.
    private static readonly string[] Timers = ["cpu", "cpu-clock", "task-clock"];

    private readonly Profile _profile;
    private readonly int[] _intervalTypes;

    // By sample type; not a number for units other than time.
    private readonly double[] _nanosecondsPerUnit;

    private SpeedscopeClock(Profile profile)
    {
        _profile = profile;
        _nanosecondsPerUnit = [.. profile.SampleTypes.Select(FindNanoseconds)];
        int first = profile.DefaultSampleType;
        _intervalTypes = [.. Enumerable.Range(0, profile.SampleTypes.Count).Where(IsInterval).OrderBy(t => t != first)];
    }

    /// <summary>The start of the axis in nanoseconds on the profile's clock.</summary>
    public long Start { get; private set; } = long.MaxValue;

    /// <summary>The end of the axis in nanoseconds on the profile's clock.</summary>
    public long End { get; private set; } = long.MinValue;

    /// <summary>
    /// Creates the axis of a profile; null if no sample has a time, a value is negative, or the times are too far apart
    /// for 62 bits.
    /// </summary>
    public static SpeedscopeClock? TryCreate(Profile profile, ConversionContext context)
    {
        var clock = new SpeedscopeClock(profile);
        return profile.Samples.HasTimes && clock.TryMeasure(context) ? clock : null;
    }

    /// <summary>Whether the samples of a sample type have a length on the axis.</summary>
    public bool Shows(int type) => IsTime(type) || !(IsMemory(type) || IsMemory(_profile.DefaultSampleType));

    /// <summary>The length of a sample's interval in nanoseconds; null if the sample is a point.</summary>
    public long? DurationOf(int row)
    {
        foreach (int type in _intervalTypes)
        {
            long value = _profile.Samples.Value(row, type);
            if (value > 0)
            {
                return Scale(value, _nanosecondsPerUnit[type]);
            }
        }

        return null;
    }

    /// <summary>
    /// Nanoseconds that one unit of a sample type lasts. In other units than time it is estimated: the lower quartile
    /// of the times between two samples of a track, divided by their values, since a thread that never waits has the
    /// smallest ones. Without such times the largest value lasts a millisecond.
    /// </summary>
    /// <param name="type">The index of the sample type.</param>
    /// <param name="tracks">All tracks with samples of this type.</param>
    public double EstimateNanosecondsPerUnit(int type, IReadOnlyList<SpeedscopeSection> tracks)
    {
        if (IsTime(type))
        {
            return _nanosecondsPerUnit[type];
        }

        List<double> ratios = [];
        foreach (SpeedscopeSection track in tracks)
        {
            AddRatios(track.Rows, type, ratios);
        }

        if (ratios.Count == 0)
        {
            long largest = tracks.Max(track => track.Rows.Max(row => _profile.Samples.Value(row, type)));
            return (double)UnknownReach / Math.Max(1, largest);
        }

        ratios.Sort();
        return ratios[ratios.Count / 4];
    }

    /// <summary>Multiplies a value by a factor; results that are too large become the largest time.</summary>
    public static long Scale(long value, double factor) =>
        factor == 1 ? Math.Min(MaxTime, value) : (long)Math.Min(MaxTime, Math.Ceiling(value * factor));

    private void AddRatios(int[] rows, int type, List<double> ratios)
    {
        long? last = null;
        foreach (int row in rows)
        {
            long value = _profile.Samples.Value(row, type);
            long? time = value == 0 ? null : _profile.Samples.Time(row);
            if (time > last)
            {
                ratios.Add((double)(time.Value - last.Value) / value);
            }

            last = time ?? last;
        }
    }

    private bool TryMeasure(ConversionContext context)
    {
        long last = long.MinValue;
        for (int row = 0; row < _profile.Samples.Count; row++)
        {
            context.CheckCancelled(row);
            for (int type = 0; type < _profile.SampleTypes.Count; type++)
            {
                if (_profile.Samples.Value(row, type) < 0)
                {
                    return false;
                }
            }

            if (_profile.Samples.Time(row) is { } time)
            {
                if (time is < -MaxTime or > MaxTime)
                {
                    return false;
                }

                Start = Math.Min(Start, time);
                last = Math.Max(last, time);
                End = Math.Max(End, time + (DurationOf(row) ?? 0));
            }
        }

        AddBounds(_profile.Info, last);
        return true;
    }

    // A start after the first sample, or an end before the last one, is not that of this recording. Without a start,
    // the duration gives no end; of perf, it is the time from the first to the last sample.
    private void AddBounds(ProfileInfo info, long lastTime)
    {
        long? start = info.Clock == ProfileClock.RecordingStart ? 0
            : info.Clock == ProfileClock.UnixEpoch && info.StartUnixNanoseconds > 0 ? info.StartUnixNanoseconds
            : null;
        Start = Math.Min(Start, start ?? Start);
        long end = Start + Math.Clamp(start is null ? 0 : info.DurationNanoseconds, 0, MaxTime);
        End = end > Start && end >= lastTime ? end : End;
        End += End == Start ? UnknownReach : 0;
    }

    private bool IsInterval(int type) =>
        IsTime(type) && _profile.SampleTypes[type] is var row && row != _profile.Info.PeriodType
        && !Timers.Contains(row.Name);

    private bool IsTime(int type) => !double.IsNaN(_nanosecondsPerUnit[type]);

    private bool IsMemory(int type) => Units.TryRatio(_profile.SampleTypes[type].Unit, "bytes", out _);

    private static double FindNanoseconds(SampleType type) =>
        Units.TryRatio(type.Unit, "ns", out double ratio) ? ratio : double.NaN;
}
