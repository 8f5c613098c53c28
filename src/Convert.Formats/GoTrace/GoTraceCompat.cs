namespace Refold.Formats.GoTrace;

/// <summary>
/// The version of <c>go tool trace -pprof</c> whose rules the channels net, sync, syscall and sched follow.
/// </summary>
/// <remarks>Section "Differences" of the format's page compares their rules.</remarks>
public enum GoTraceCompat
{
    /// <summary>Refold's own rules: every interval counts once, from its true start to its true end.</summary>
    None,

    /// <summary>The tool of Go 1.21 and earlier.</summary>
    Go121,

    /// <summary>The tool of Go 1.22 to 1.25.</summary>
    Go125,

    /// <summary>The tool of Go 1.26 and later.</summary>
    Go126,
}
