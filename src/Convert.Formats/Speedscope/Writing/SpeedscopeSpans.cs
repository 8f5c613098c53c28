namespace Refold.Formats.Speedscope;

/// <summary>The part of the time axis on which a sample is shown.</summary>
/// <param name="Row">The index of the sample.</param>
/// <param name="From">The start in nanoseconds on the profile's clock.</param>
/// <param name="To">The end; equal to the start if the sample is not visible.</param>
internal readonly record struct SpeedscopeSpan(int Row, long From, long To);

/// <summary>Lays out the samples of one track on the time axis, one after the other and without overlaps.</summary>
/// <remarks>
/// Intervals are shown as they are. A point reaches halfway to its neighbours, as in speedscope's own import of perf
/// script, if these are near; at a longer distance the thread was idle in between, and the point gets half of the time
/// that its value lasts:
/// <code>
/// samples     a     b     c                        d     e           period 6
/// time        0     6     12                       37    43
/// spans       │a ┊ b   ┊ c   ┊                 ┊ d   ┊ e │
///             0  3     9     15                34    40  43
/// </code>
/// The first point begins at its time and the last one ends there. Where samples overlap, each is cut at the next one.
/// </remarks>
internal sealed class SpeedscopeSpans
{
    // The longest distance, in periods, of two points without idle time between them. A thread that shares its
    // processor, or whose processor changes its frequency, has samples at up to two times the usual distance.
    private const double MaxDistance = 2;

    private readonly Profile _profile;
    private readonly SpeedscopeClock _clock;
    private readonly SpeedscopeSection _track;
    private readonly double _unit;

    /// <summary>Lays out a track.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="clock">The time axis.</param>
    /// <param name="track">The track, with its samples in the order of their times.</param>
    /// <param name="unit">The nanoseconds that one unit of the sample type lasts.</param>
    public SpeedscopeSpans(Profile profile, SpeedscopeClock clock, SpeedscopeSection track, double unit)
    {
        (_profile, _clock, _track, _unit) = (profile, clock, track, unit);
        Items = [.. track.Rows.Where(row => profile.Samples.Value(row, track.Type) != 0).Select(Place)];
        for (int i = 0; i < Items.Length; i++)
        {
            Separate(i);
        }

        FitToAxis();
    }

    /// <summary>
    /// The samples with a value, in order. Those without a time come first, at the start of the axis.
    /// </summary>
    public SpeedscopeSpan[] Items { get; }

    /// <summary>The count of samples that overlap the next one.</summary>
    public int OverlapCount { get; private set; }

    /// <summary>The count of samples without a time.</summary>
    public int UntimedCount { get; private set; }

    private SpeedscopeSpan Place(int row)
    {
        if (_profile.Samples.Time(row) is not { } time)
        {
            UntimedCount++;
            return new SpeedscopeSpan(row, _clock.Start, _clock.Start);
        }

        return new SpeedscopeSpan(row, time, Math.Min(_clock.End, time + (_clock.DurationOf(row) ?? 0)));
    }

    // Sets the end of a sample and the start of the next one. Before, points have no length.
    private void Separate(int i)
    {
        bool hasNext = i + 1 < Items.Length;
        if (i < UntimedCount || !hasNext)
        {
            return;
        }

        (SpeedscopeSpan item, SpeedscopeSpan next) = (Items[i], Items[i + 1]);
        bool isPoint = IsPoint(item.Row);
        bool isNextPoint = IsPoint(next.Row);
        long time = isPoint ? TimeOf(item.Row) : item.To;
        if (time > next.From)
        {
            OverlapCount++;
            Items[i] = item with { To = next.From };
            return;
        }

        long reach = isPoint ? ReachOf(item.Row) : 0;
        long nextReach = isNextPoint ? ReachOf(next.Row) : 0;
        long distance = next.From - time;
        bool isNear = distance <= MaxDistance * Math.Max(reach, nextReach);
        if (isPoint)
        {
            long after = isNear && isNextPoint ? distance / 2 : Math.Min(distance, reach / 2);
            Items[i] = item with { To = time + after };
        }

        if (isNextPoint)
        {
            long from = next.From - Math.Min(distance, nextReach / 2);
            Items[i + 1] = next with { From = isNear ? Items[i].To : Math.Max(Items[i].To, from) };
        }
    }

    // A lone point would have no length: it gets what its value lasts, inside the axis.
    private void FitToAxis()
    {
        if (Items.Length == UntimedCount + 1 && IsPoint(Items[^1].Row))
        {
            SpeedscopeSpan item = Items[^1];
            long reach = Math.Min(Math.Max(1, ReachOf(item.Row)), _clock.End - _clock.Start);
            long from = Math.Min(item.From, _clock.End - reach);
            Items[^1] = item with { From = from, To = from + reach };
        }
    }

    private bool IsPoint(int row) => _clock.DurationOf(row) is null;

    private long TimeOf(int row) => _profile.Samples.Time(row) ?? _clock.Start;

    private long ReachOf(int row) => SpeedscopeClock.Scale(_profile.Samples.Value(row, _track.Type), _unit);
}
