using System.Globalization;

namespace Refold.Cli;

/// <summary>Prints warnings and notes: the first few of each kind, then the count of the others.</summary>
internal static class DiagnosticPrinter
{
    // Losses are printed as one sentence instead: see LossReport.Describe.
    private const string Loss = "loss.";

    /// <summary>
    /// Prints the diagnostics of a log, grouped by kind, in the order in which the kinds first occurred.
    /// </summary>
    public static void Print(DiagnosticLog log, TextWriter error)
    {
        foreach (IGrouping<string, Diagnostic> kind in log.Kept.Where(d => !IsLoss(d)).GroupBy(d => d.Id))
        {
            string severity = kind.First().Severity == DiagnosticSeverity.Note ? "note" : "warning";
            foreach (Diagnostic diagnostic in kind)
            {
                error.WriteLine($"refold: {severity}: {diagnostic}");
            }

            long more = log.Counts[kind.Key] - kind.Count();
            if (more > 0)
            {
                error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"refold: {severity}: (and {more} more like it) [{kind.Key}]"));
            }
        }
    }

    private static bool IsLoss(Diagnostic diagnostic) => diagnostic.Id.StartsWith(Loss, StringComparison.Ordinal);
}
