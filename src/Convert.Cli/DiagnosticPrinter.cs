using System.Globalization;

namespace Refold.Cli;

/// <summary>Shows warnings to people: the first few of each kind, how many more there were, and all losses on one line.</summary>
internal static class DiagnosticPrinter
{
    /// <summary>What the ids of losses begin with.</summary>
    private const string Loss = "loss.";

    /// <summary>Prints what a log holds.</summary>
    public static void Print(DiagnosticLog log, TextWriter error)
    {
        foreach (string id in log.Kept.Select(d => d.Id).Distinct().Where(id => !IsLoss(id)))
        {
            PrintKind(log, id, error);
        }

        Diagnostic[] losses = [.. log.Kept.Where(d => IsLoss(d.Id))];
        if (losses.Length > 0)
        {
            error.WriteLine($"refold: note: {losses[0].Position}: {string.Join("; ", losses.Select(l => l.Message))}");
        }
    }

    private static void PrintKind(DiagnosticLog log, string id, TextWriter error)
    {
        int shown = 0;
        foreach (Diagnostic diagnostic in log.Kept.Where(d => d.Id == id))
        {
            error.WriteLine($"refold: warning: {diagnostic}");
            shown++;
        }

        if (log.Counts[id] > shown)
        {
            string more = (log.Counts[id] - shown).ToString(CultureInfo.InvariantCulture);
            error.WriteLine($"refold: warning: (and {more} more like it) [{id}]");
        }
    }

    private static bool IsLoss(string id) => id.StartsWith(Loss, StringComparison.Ordinal);
}
