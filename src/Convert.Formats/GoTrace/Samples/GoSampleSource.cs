namespace Refold.Formats.GoTrace;

/// <summary>Turns the intervals between transitions of goroutines into samples.</summary>
internal abstract class GoSampleSource
{
    /// <summary>
    /// Called before a transition is applied: the goroutine still has its old state. The transitions of one goroutine
    /// come in the order of time.
    /// </summary>
    public abstract void OnTransition(Goroutine goroutine, in GoTransition transition);

    /// <summary>Called before a goroutine enters or leaves a user region, which changes its labels.</summary>
    public virtual void OnRegionChange(Goroutine goroutine, long time)
    {
    }

    /// <summary>Called at the end of the trace.</summary>
    /// <param name="goroutines">The goroutines that have not ended.</param>
    /// <param name="time">The time of the end, in nanoseconds.</param>
    public abstract void Finish(IEnumerable<Goroutine> goroutines, long time);
}
