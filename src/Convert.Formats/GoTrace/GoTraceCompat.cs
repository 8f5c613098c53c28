namespace Refold.Formats.GoTrace;

/// <summary>
/// Whose numbers the profiles net, sync, syscall and sched give: see the page of the format for what differs.
/// </summary>
public enum GoTraceCompat
{
    /// <summary>Our own: every interval counts once, from its true start to its true end.</summary>
    None,

    /// <summary>Those of <c>go tool trace -pprof</c> up to Go 1.21.</summary>
    Go121,

    /// <summary>Those of Go 1.22 to 1.25.</summary>
    Go125,

    /// <summary>Those of Go 1.26 and later.</summary>
    Go126,
}
