namespace Refold;

/// <summary>A warning or note about an input that is odd but readable, or about facts that an output loses.</summary>
/// <param name="Id">The stable id of the kind, for scripts: <c>perf-script.no-period</c>.</param>
/// <param name="Position">The place in the input.</param>
/// <param name="Message">A sentence without full stop.</param>
/// <param name="Severity">Whether it is a warning or a note.</param>
public readonly record struct Diagnostic(
    string Id,
    InputPosition Position,
    string Message,
    DiagnosticSeverity Severity = DiagnosticSeverity.Warning)
{
    /// <summary>
    /// The text: <c>perf.txt(12): … [perf-script.no-period]</c>; without position, <c>… [id]</c>.
    /// </summary>
    public override string ToString() =>
        Position == default ? $"{Message} [{Id}]" : $"{Position}: {Message} [{Id}]";
}
