namespace Refold;

/// <summary>How serious a <see cref="Diagnostic"/> is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>
    /// Something that every normal file of a common tool has, worth saying but no defect: <c>--strict</c> accepts it.
    /// </summary>
    Note,

    /// <summary>Something odd, damaged or dropped: an error with <c>--strict</c>.</summary>
    Warning,
}
