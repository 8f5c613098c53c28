using System.Globalization;

namespace Refold;

/// <summary>
/// Merges the <see cref="ProfileInfo"/> of several profiles, and warns of facts that cannot be combined.
/// </summary>
internal sealed class InfoMerger(DiagnosticLog diagnostics)
{
    private readonly List<string> _comments = [];
    private readonly HashSet<string> _knownComments = [];
    private ProfileInfo? _merged;
    private bool _hasTimes;

    /// <summary>The merged information so far.</summary>
    public ProfileInfo Merged => (_merged ?? ProfileInfo.None) with { Comments = [.. _comments] };

    /// <summary>Adds a profile; returns whether its times are on the same clock as earlier ones.</summary>
    public bool Add(Profile profile, InputPosition position)
    {
        ProfileInfo next = profile.Info;
        foreach (string comment in next.Comments.Where(_knownComments.Add))
        {
            _comments.Add(comment);
        }

        if (_merged is not { } before)
        {
            _merged = next;
            _hasTimes = profile.Samples.HasTimes;
            return true;
        }

        bool isSameClock = MergeClock(ref before, profile, position);
        MergePeriod(ref before, next, position);
        MergeFrames(before, next, position);
        _merged = before with
        {
            StartUnixNanoseconds = Earliest(before.StartUnixNanoseconds, next.StartUnixNanoseconds),
            DurationNanoseconds = Sum(before.DurationNanoseconds, next.DurationNanoseconds),
            DefaultSampleType = before.DefaultSampleType.Length > 0 ? before.DefaultSampleType : next.DefaultSampleType,
            DocUrl = before.DocUrl.Length > 0 ? before.DocUrl : next.DocUrl,
        };
        return isSameClock;
    }

    private static long Earliest(long a, long b) => a == 0 ? b : b == 0 ? a : Math.Min(a, b);

    private static long Sum(long a, long b) => (long)Int128.Clamp((Int128)a + b, long.MinValue, long.MaxValue);

    private bool MergeClock(ref ProfileInfo before, Profile profile, InputPosition position)
    {
        if (!profile.Samples.HasTimes)
        {
            return true;
        }

        if (!_hasTimes)
        {
            _hasTimes = true;
            before = before with { Clock = profile.Info.Clock };
        }

        if (before.Clock != profile.Info.Clock)
        {
            diagnostics.Warn(
                "merge.clock", position, "times have another origin than in earlier profiles; they are discarded");
            return false;
        }

        return true;
    }

    private void MergePeriod(ref ProfileInfo before, ProfileInfo next, InputPosition position)
    {
        if (next.PeriodType is null && next.Period == 0)
        {
            return;
        }

        if (before.PeriodType is { } known && next.PeriodType is { } other && known != other
            && SampleTypeMerger.Matches(known, other))
        {
            _ = Units.TryRatio(known.Unit, other.Unit, out double ratio);
            before = ratio > 1 ? Scaled(before, known with { Unit = other.Unit }, ratio) : before;
            next = ratio > 1 ? next with { PeriodType = before.PeriodType } : Scaled(next, known, 1 / ratio);
        }

        if (before.PeriodType is null && before.Period == 0)
        {
            before = before with { PeriodType = next.PeriodType, Period = next.Period };
        }
        else if (before.PeriodType != next.PeriodType)
        {
            string message = $"the period is of type {next.PeriodType?.ToString() ?? "unknown"}, in earlier profiles "
                + $"{before.PeriodType?.ToString() ?? "unknown"}; the earlier one is used";
            diagnostics.Warn("merge.period-type", position, message);
        }
        else if (before.Period != next.Period)
        {
            diagnostics.Warn("merge.period", position, string.Create(
                CultureInfo.InvariantCulture,
                $"the period is {next.Period}, in earlier profiles {before.Period}; the larger one is used"));
            before = before with { Period = Math.Max(before.Period, next.Period) };
        }
    }

    private static ProfileInfo Scaled(ProfileInfo info, SampleType type, double ratio) =>
        info with
        {
            PeriodType = type,
            Period = long.CreateSaturating((Int128)info.Period * (Int128)Math.Round(ratio)),
        };

    // A frame that one profile declares as noise may be of interest in another.
    private void MergeFrames(ProfileInfo before, ProfileInfo next, InputPosition position)
    {
        if (next.DropFrames.Length == 0 && next.KeepFrames.Length == 0)
        {
            return;
        }

        if (before.DropFrames != next.DropFrames || before.KeepFrames != next.KeepFrames)
        {
            diagnostics.Warn(
                "merge.frames",
                position,
                "drop_frames and keep_frames differ from those of the first profile, which are used");
        }
    }
}
