namespace Refold.Formats.GoTrace;

/// <summary>What a program said of a goroutine: the regions it is in, and the task that it works for.</summary>
internal sealed class GoAnnotations
{
    // A program may open regions without end; the outer ones are the ones that stay.
    private const int MaxDepth = 1000;

    private readonly Stack<(StringId Task, StringId Region)> _regions = new();
    private StringId _inherited;
    private int _tooDeep;

    /// <summary>The name of the task of the innermost region, or of the goroutine that created this one.</summary>
    public StringId Task => _regions.TryPeek(out (StringId Task, StringId) top) ? top.Task : _inherited;

    /// <summary>The name of the innermost region.</summary>
    public StringId Region => _regions.TryPeek(out (StringId, StringId Region) top) ? top.Region : default;

    /// <summary>Those of a goroutine created by another one: it works for the same task.</summary>
    public static GoAnnotations? Inherit(GoAnnotations? creator) =>
        creator is null || creator.Task == default ? null : new GoAnnotations { _inherited = creator.Task };

    /// <summary>Enters a region.</summary>
    public void Begin(StringId task, StringId region)
    {
        if (_regions.Count < MaxDepth)
        {
            _regions.Push((task == default ? Task : task, region));
        }
        else
        {
            _tooDeep++;
        }
    }

    /// <summary>
    /// Leaves the innermost region. One that began before the trace is not known, and leaving it says nothing.
    /// </summary>
    public void End()
    {
        if (_tooDeep > 0)
        {
            _tooDeep--;
        }
        else
        {
            _regions.TryPop(out _);
        }
    }
}
