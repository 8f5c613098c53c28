namespace Refold.Formats.GoTrace;

/// <summary>A queue of events that are in order among themselves, and the first of them.</summary>
internal abstract class GoCursor
{
    /// <summary>The time of the first event, in a unit that all queues share.</summary>
    public long Time { get; protected set; }

    /// <summary>Goes on to the next event; false if there is none.</summary>
    public abstract bool MoveNext();
}
