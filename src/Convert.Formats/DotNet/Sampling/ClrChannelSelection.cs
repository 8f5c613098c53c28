using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>Selects the channels to read: the requested ones, or by default the first that the trace has.</summary>
/// <remarks>
/// The default is the first in the order of <see cref="ClrChannel"/>, not in the file. It is known only at the end of
/// the trace, so an event of a better channel discards the samples so far:
/// <code>
/// events   lock  lock  thread-time  alloc  thread-time
/// read     lock  lock  thread-time         thread-time
///          discarded                counted for the note
/// </code>
/// </remarks>
/// <param name="requested">The requested channels; empty for the default.</param>
internal sealed class ClrChannelSelection(IReadOnlyList<ClrChannel> requested)
{
    private readonly long[] _counts = new long[ClrChannelTable.All.Count];
    private ClrChannel? _default;

    /// <summary>
    /// The channels to read, in order: all with events if <c>all</c> is requested, the default without a request.
    /// </summary>
    public IReadOnlyList<ClrChannel> Selected =>
        IsAllRequested ? [.. requested.Where(HasEvents)]
        : requested.Count > 0 ? requested
        : _default is { } chosen ? [chosen]
        : [];

    /// <summary>Whether every event is counted by its name.</summary>
    public bool CountsEveryEvent { get; } = requested.Contains(ClrChannel.Events);

    private bool IsAllRequested => requested.Count >= _counts.Length - 1;

    /// <summary>Counts an event of a channel that is not read.</summary>
    public void Skip(ClrChannel channel) => _counts[(int)channel]++;

    /// <summary>Whether events of a channel may still be read.</summary>
    public bool MaySelect(ClrChannel channel) =>
        requested.Count == 0 ? _default is null || channel <= _default : requested.Contains(channel);

    /// <summary>Counts an event of a channel and selects the channel if it is better than those before.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="supersedes">Whether all samples so far are of a worse channel and must be discarded.</param>
    /// <returns>Whether the event is to be read.</returns>
    public bool TrySelect(ClrChannel channel, out bool supersedes)
    {
        _counts[(int)channel]++;
        supersedes = requested.Count == 0 && (_default is null || channel < _default);
        _default = supersedes ? channel : _default;
        return requested.Count > 0 ? requested.Contains(channel) : channel == _default;
    }

    /// <summary>Reports the channel that was read by default, and requested ones without events.</summary>
    /// <param name="session">Takes the warnings and notes.</param>
    /// <param name="otherPauses">The number of pauses of all threads that were not for the garbage collector.</param>
    public void Report(ClrReadSession session, long otherPauses)
    {
        if (_counts.All(count => count == 0) && (requested.Count == 0 || IsAllRequested))
        {
            const string Problem = "the trace has no events of any profile; --profile events counts those it has";
            session.Warn("empty-profile", Problem);
        }

        foreach (ClrChannel channel in requested.Where(channel => !IsAllRequested && !HasEvents(channel)))
        {
            string problem = $"the trace has no events of the profile '{ClrChannelTable.NameOf(channel)}'";
            session.Warn("empty-profile", problem);
        }

        if (otherPauses > 0 && requested.Contains(ClrChannel.Gc))
        {
            string problem = $"{otherPauses} pauses were not for the garbage collector but for the sample profiler or"
                + " others; they are discarded";
            session.Note("other-pauses", problem);
        }

        if (requested.Count == 0 && _default is { } chosen)
        {
            string[] others = [.. ClrChannelTable.All.Where(c => c != chosen && HasEvents(c)).Select(Describe)];
            string list = string.Join(", ", others);
            string rest = others.Length == 0 ? "" : $"; the trace also has {list}; choose with --profile";
            session.Note("profile", $"the profile {Describe(chosen)} was read{Explain(chosen)}{rest}");
        }
    }

    private static string Explain(ClrChannel channel) =>
        channel == ClrChannel.ThreadTime ? ", which is wall-clock time, whether threads ran or waited" : "";

    private bool HasEvents(ClrChannel channel) => _counts[(int)channel] > 0;

    private string Describe(ClrChannel channel)
    {
        long count = _counts[(int)channel];
        string unit = count == 1 ? "event" : "events";
        return string.Create(CultureInfo.InvariantCulture, $"{ClrChannelTable.NameOf(channel)} ({count} {unit})");
    }
}
