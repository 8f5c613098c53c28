using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>Which profiles are read: those that were asked for, or the one that most people want of those there are.</summary>
internal sealed class ClrChannelSelection(IReadOnlyList<ClrChannel> wanted)
{
    private readonly long[] _counts = new long[ClrChannels.All.Count];
    private ClrChannel? _best;

    /// <summary>
    /// The profiles to read, in order; if all are wanted, those that were met, and without a wish, the best of these.
    /// </summary>
    public IReadOnlyList<ClrChannel> Profiles =>
        WantsAll ? [.. wanted.Where(p => _counts[(int)p] > 0)]
        : wanted.Count > 0 ? wanted
        : _best is { } best ? [best]
        : [];

    /// <summary>True if every event counts.</summary>
    public bool WantsEvents { get; } = wanted.Contains(ClrChannel.Events);

    private bool WantsAll => wanted.Count >= _counts.Length - 1;

    /// <summary>Counts an occurrence of a profile that is not taken.</summary>
    public void Pass(ClrChannel profile) => _counts[(int)profile]++;

    /// <summary>True if occurrences of a profile may still be taken.</summary>
    public bool MayTake(ClrChannel profile) =>
        wanted.Count == 0 ? _best is null || profile <= _best : wanted.Contains(profile);

    /// <summary>Counts an occurrence of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="isBetter">True if what was taken before is not wanted any more.</param>
    /// <returns>True if it is to be taken.</returns>
    public bool Take(ClrChannel profile, out bool isBetter)
    {
        _counts[(int)profile]++;
        isBetter = wanted.Count == 0 && (_best is null || profile < _best);
        _best = isBetter ? profile : _best;
        return wanted.Count > 0 ? wanted.Contains(profile) : profile == _best;
    }

    /// <summary>Says what was read, if nobody asked for it, and what there was not.</summary>
    /// <param name="reading">Where warnings go.</param>
    /// <param name="otherPauses">How often all threads were stopped, but not for the garbage collector.</param>
    public void Announce(ClrReadSession reading, long otherPauses)
    {
        if (_counts.All(count => count == 0) && (wanted.Count == 0 || WantsAll))
        {
            const string Problem = "the trace has no events of any profile; --profile events counts those it has";
            reading.Warn("empty-profile", Problem);
        }

        foreach (ClrChannel profile in wanted.Where(p => !WantsAll && _counts[(int)p] == 0))
        {
            string problem = $"the trace has no events of the profile '{ClrChannels.NameOf(profile)}'";
            reading.Warn("empty-profile", problem);
        }

        if (otherPauses > 0 && wanted.Contains(ClrChannel.Gc))
        {
            string problem = $"{otherPauses} pauses are not the garbage collector's but of the sample profiler and others;"
                + " they are left out";
            reading.Note("other-pauses", problem);
        }

        if (wanted.Count == 0 && _best is { } best)
        {
            string[] others = [.. ClrChannels.All.Where(p => p != best && _counts[(int)p] > 0).Select(Describe)];
            string rest = others.Length == 0 ? "" : $"; the trace also has {string.Join(", ", others)}: --profile chooses";
            reading.Note("profile", $"read as the profile {Describe(best)}{MeaningOf(best)}{rest}");
        }
    }

    private static string MeaningOf(ClrChannel profile) => profile == ClrChannel.ThreadTime
        ? ", which is time on the clock: where threads were, whether they ran or waited"
        : "";

    private string Describe(ClrChannel profile)
    {
        long count = _counts[(int)profile];
        return string.Create(
            CultureInfo.InvariantCulture, $"{ClrChannels.NameOf(profile)} ({count} {(count == 1 ? "event" : "events")})");
    }
}
