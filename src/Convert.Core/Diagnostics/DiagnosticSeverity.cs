namespace Refold;

/// <summary>The severity of a <see cref="Diagnostic"/>.</summary>
public enum DiagnosticSeverity
{
    /// <summary>
    /// A fact that normal files of a common tool have and that is no defect. Not an error for callers that accept no
    /// warnings.
    /// </summary>
    Note,

    /// <summary>An odd or corrupt part of an input, or a loss. An error for callers that accept no warnings.</summary>
    Warning,
}
