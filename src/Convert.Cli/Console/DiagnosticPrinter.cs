using System.Globalization;

namespace Refold.Cli;

/// <summary>Shows warnings and notes to people: the first few of each kind, then how many more there were.</summary>
internal static class DiagnosticPrinter
{
    // Losses are told in one sentence instead: see LossReport.Describe.
    private const string Loss = "loss.";

    /// <summary>Prints what a log holds, kind by kind, in the order in which the kinds were first met.</summary>
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
