namespace Refold.Formats.GoTrace;

/// <summary>Makes samples of what goroutines do.</summary>
internal abstract class GoSampleSource
{
    /// <summary>
    /// A goroutine is about to move: it still shows the state that it leaves. The moves of one goroutine come in order.
    /// </summary>
    public abstract void Moving(Goroutine goroutine, in GoTransition move);

    /// <summary>A goroutine is about to enter or leave a region, with which its labels change.</summary>
    public virtual void Annotating(Goroutine goroutine, long time)
    {
    }

    /// <summary>The trace ends.</summary>
    /// <param name="goroutines">Those that live on.</param>
    /// <param name="time">When, in nanoseconds.</param>
    public abstract void Finish(IEnumerable<Goroutine> goroutines, long time);
}
