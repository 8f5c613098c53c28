using System.Runtime.InteropServices;

namespace Refold.Formats.GoTrace;

/// <summary>Applies transitions goroutine by goroutine, where no order of all events is known.</summary>
/// <remarks>
/// Starts and wake-ups of a goroutine are numbered by the runtime; the events between two of them come from one
/// thread, in the order of the file. Sorting by both keeps each goroutine's own order, and only the order among
/// goroutines is lost:
/// <code>
/// thread 1:  start G7 #1 · block G7             sorted:  G7 #1.0 start · #1.1 block · #2.0 unblock
/// thread 2:  unblock G7 #2 · start G7 #3                 G7 #3.0 start
///                                                          (sequence.step)
/// </code>
/// </remarks>
internal sealed class GoReplay(GoTimeline timeline)
{
    private readonly List<Record> _records = [];

    /// <summary>Adds a transition.</summary>
    /// <param name="goroutine">The goroutine.</param>
    /// <param name="sequence">The sequence number of its last start or wake-up.</param>
    /// <param name="step">The position among the events since then, from 0; negative to come first of all.</param>
    /// <param name="transition">The transition.</param>
    public void Add(Goroutine goroutine, ulong sequence, int step, in GoTransition transition)
    {
        timeline.ExtendTo(transition.Time);
        _records.Add(new Record(goroutine, sequence, step, transition));
    }

    /// <summary>Applies all transitions to the timeline.</summary>
    public void Run()
    {
        Span<Record> records = CollectionsMarshal.AsSpan(_records);
        records.Sort(Compare);
        foreach (ref readonly Record record in records)
        {
            timeline.Apply(record.Goroutine, record.Transition);
        }
    }

    private static int Compare(Record a, Record b)
    {
        int result = a.Goroutine.Id.CompareTo(b.Goroutine.Id);
        result = result != 0 ? result : a.Sequence.CompareTo(b.Sequence);
        return result != 0 ? result : a.Step.CompareTo(b.Step);
    }

    private readonly record struct Record(Goroutine Goroutine, ulong Sequence, int Step, GoTransition Transition);
}
