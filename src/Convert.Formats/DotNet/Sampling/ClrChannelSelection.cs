using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>Which profiles are read: those that were asked for, or the one that most people want of those there are.</summary>
internal sealed class ClrChannelSelection(IReadOnlyList<ClrChannel> requested)
{
    private readonly long[] _counts = new long[ClrChannelTable.All.Count];
    private ClrChannel? _default;

    /// <summary>
    /// The profiles to read, in order; if all are wanted, those that were met, and without a wish, the best of these.
    /// </summary>
    public IReadOnlyList<ClrChannel> Selected =>
        IsAllRequested ? [.. requested.Where(p => _counts[(int)p] > 0)]
        : requested.Count > 0 ? requested
        : _default is { } chosen ? [chosen]
        : [];

    /// <summary>True if every event counts.</summary>
    public bool CountsEveryEvent { get; } = requested.Contains(ClrChannel.Events);

    private bool IsAllRequested => requested.Count >= _counts.Length - 1;

    /// <summary>Counts an occurrence of a profile that is not taken.</summary>
    public void Skip(ClrChannel channel) => _counts[(int)channel]++;

    /// <summary>True if occurrences of a profile may still be taken.</summary>
    public bool MaySelect(ClrChannel channel) =>
        requested.Count == 0 ? _default is null || channel <= _default : requested.Contains(channel);

    /// <summary>Counts an occurrence of a profile.</summary>
    /// <param name="channel">The profile.</param>
    /// <param name="supersedes">True if what was taken before is not wanted any more.</param>
    /// <returns>True if it is to be taken.</returns>
    public bool TrySelect(ClrChannel channel, out bool supersedes)
    {
        _counts[(int)channel]++;
        supersedes = requested.Count == 0 && (_default is null || channel < _default);
        _default = supersedes ? channel : _default;
        return requested.Count > 0 ? requested.Contains(channel) : channel == _default;
    }

    /// <summary>Says what was read, if nobody asked for it, and what there was not.</summary>
    /// <param name="session">Where warnings go.</param>
    /// <param name="otherPauses">How often all threads were stopped, but not for the garbage collector.</param>
    public void Report(ClrReadSession session, long otherPauses)
    {
        if (_counts.All(count => count == 0) && (requested.Count == 0 || IsAllRequested))
        {
            const string Problem = "the trace has no events of any profile; --profile events counts those it has";
            session.Warn("empty-profile", Problem);
        }

        foreach (ClrChannel channel in requested.Where(p => !IsAllRequested && _counts[(int)p] == 0))
        {
            string problem = $"the trace has no events of the profile '{ClrChannelTable.NameOf(channel)}'";
            session.Warn("empty-profile", problem);
        }

        if (otherPauses > 0 && requested.Contains(ClrChannel.Gc))
        {
            string problem = $"{otherPauses} pauses are not the garbage collector's but of the sample profiler and others;"
                + " they are left out";
            session.Note("other-pauses", problem);
        }

        if (requested.Count == 0 && _default is { } chosen)
        {
            string[] others = [.. ClrChannelTable.All.Where(p => p != chosen && _counts[(int)p] > 0).Select(Describe)];
            string rest = others.Length == 0 ? "" : $"; the trace also has {string.Join(", ", others)}: --profile chooses";
            session.Note("profile", $"read as the profile {Describe(chosen)}{MeaningOf(chosen)}{rest}");
        }
    }

    private static string MeaningOf(ClrChannel channel) => channel == ClrChannel.ThreadTime
        ? ", which is time on the clock: where threads were, whether they ran or waited"
        : "";

    private string Describe(ClrChannel channel)
    {
        long count = _counts[(int)channel];
        return string.Create(
            CultureInfo.InvariantCulture, $"{ClrChannelTable.NameOf(channel)} ({count} {(count == 1 ? "event" : "events")})");
    }
}
