namespace Refold.Formats.GoTrace;

/// <summary>The user regions that a goroutine is in, and the task that it works for.</summary>
/// <remarks>
/// <code>
/// trace.NewTask "request"           task request
///   WithRegion "parse"              task request, region parse
///     go worker()                   the new goroutine inherits task request, without a region
///     WithRegion "read"             task request, region read
/// </code>
/// </remarks>
internal sealed class GoAnnotations
{
    // A program may start regions without ending them. Deeper ones are only counted: the outer regions stay.
    private const int MaxDepth = 1000;

    private readonly Stack<(StringId Task, StringId Region)> _regions = new();
    private StringId _inherited;
    private int _tooDeep;

    /// <summary>
    /// The name of the innermost region's task, or of the creator's task; empty if there is none.
    /// </summary>
    public StringId Task => _regions.TryPeek(out (StringId Task, StringId) top) ? top.Task : _inherited;

    /// <summary>The name of the innermost region; empty if there is none.</summary>
    public StringId Region => _regions.TryPeek(out (StringId, StringId Region) top) ? top.Region : default;

    /// <summary>Creates the annotations of a new goroutine, which works for the same task as its creator.</summary>
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
    /// Leaves the innermost region. Has no effect outside of regions, since a region may have begun before the trace.
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
