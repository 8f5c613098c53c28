using System.Runtime.InteropServices;

namespace Refold.Formats.GoTrace;

/// <summary>
/// Moves goroutines where no order of all events is known: each goroutine's own moves are numbered, so they are sorted
/// by that number and made goroutine by goroutine. Nothing else than the order among goroutines is lost.
/// </summary>
internal sealed class GoReplay(GoTimeline timeline)
{
    private readonly List<Record> _records = [];

    /// <summary>Notes a move.</summary>
    /// <param name="goroutine">Who moves.</param>
    /// <param name="sequence">How often it had been started or woken.</param>
    /// <param name="step">Which move it is since then, from 0; negative for what comes before all.</param>
    /// <param name="move">The move.</param>
    public void Add(Goroutine goroutine, ulong sequence, int step, in GoTransition move)
    {
        timeline.Reach(move.Time);
        _records.Add(new Record(goroutine, sequence, step, move));
    }

    /// <summary>Makes all moves.</summary>
    public void Run()
    {
        Span<Record> records = CollectionsMarshal.AsSpan(_records);
        records.Sort(Compare);
        foreach (ref readonly Record record in records)
        {
            timeline.Move(record.Goroutine, record.Move);
        }
    }

    private static int Compare(Record a, Record b)
    {
        int result = a.Goroutine.Id.CompareTo(b.Goroutine.Id);
        result = result != 0 ? result : a.Sequence.CompareTo(b.Sequence);
        return result != 0 ? result : a.Step.CompareTo(b.Step);
    }

    private readonly record struct Record(Goroutine Goroutine, ulong Sequence, int Step, GoTransition Move);
}
