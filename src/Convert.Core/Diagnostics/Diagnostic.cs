namespace Refold;

/// <summary>Something odd that did not stop the conversion, or something that it drops.</summary>
/// <param name="Id">What kind of thing: stable, so that scripts may look for it; <c>perf-script.no-period</c>.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">What, in a sentence without full stop.</param>
/// <param name="Severity">Whether it is a warning or only a note.</param>
public readonly record struct Diagnostic(
    string Id,
    InputPosition Position,
    string Message,
    DiagnosticSeverity Severity = DiagnosticSeverity.Warning)
{
    /// <summary>The text for people: <c>perf.txt(12): … [perf-script.no-period]</c>; without a position, <c>… [id]</c>.</summary>
    public override string ToString() =>
        Position == default ? $"{Message} [{Id}]" : $"{Position}: {Message} [{Id}]";
}
