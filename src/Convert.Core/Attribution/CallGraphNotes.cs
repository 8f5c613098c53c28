using System.Globalization;

namespace Refold.Attribution;

/// <summary>Reports facts about a call graph, and about the stacks made of it, as diagnostics.</summary>
internal sealed class CallGraphNotes(
    DiagnosticLog diagnostics, string input, ProfileBuilder builder, IReadOnlyList<StringId> names)
{
    private const double Notable = 0.01;

    private InputPosition Position => new(input);

    /// <summary>Notes that stacks are estimated.</summary>
    public void Estimated() => diagnostics.Note(
        "graph.estimated",
        Position,
        "a call graph has calls, not stacks: stacks are estimated; self costs, calls, and inclusive costs outside of "
        + "recursion are exact");

    /// <summary>
    /// Reports large cycles, costs of calls that do not match their callees, and roots that have callers.
    /// </summary>
    public void Report(FlowGraph graph, GraphParts parts, FlowBalance balance, string[] events)
    {
        Int128[] totals = graph.Totals();
        for (int part = 0; part < parts.Count && totals.Length > 0; part++)
        {
            ReadOnlySpan<int> members = parts.Members[part];
            double share = Share(balance.Costs[part][0], totals[0]);
            if (members.Length > 1 && share >= Notable)
            {
                diagnostics.Note("graph.cycle", Position, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{members.Length} functions, {NameOf(HeaviestOf(graph, members))} among them, call each other "
                    + $"({share:P1} of the total): inclusive costs within are estimated"));
            }
        }

        ReportUnbalanced(parts, balance, totals, events);
        ReportRoots(graph, parts, balance, totals);
    }

    /// <summary>Notes the events that have values below zero.</summary>
    public void Signed(IReadOnlyList<string> events)
    {
        foreach (string name in events)
        {
            diagnostics.Note("graph.signed", Position, string.Create(
                CultureInfo.InvariantCulture,
                $"{MessageText.Quote(name)} has values below zero: self costs are exact, inclusive costs estimated"));
        }
    }

    /// <summary>Warns if costs were split less finely than requested.</summary>
    public void Coarse(double requested, double detail, int maxParcels)
    {
        if (detail > requested)
        {
            string callers = maxParcels == int.MaxValue
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", of callers' stacks only {maxParcels} are kept apart");
            diagnostics.Warn("graph.coarse", Position, string.Create(
                CultureInfo.InvariantCulture,
                $"the graph has too many stacks: costs below {100 * detail:0.######} % are not split among "
                + $"callers{callers}"));
        }
    }

    /// <summary>Warns if stacks were shortened.</summary>
    public void Shortened(int longest, int depth)
    {
        if (longest > depth)
        {
            diagnostics.Warn("graph.deep", Position, string.Create(
                CultureInfo.InvariantCulture,
                $"stacks of up to {longest} frames are too many: they are shortened to {depth}, in their middle"));
        }
    }

    // Only the first event can be a warning: events such as sysCount are out of balance in files of Valgrind itself,
    // since a system call that ends the process never returns to its callers.
    private void ReportUnbalanced(GraphParts parts, FlowBalance balance, Int128[] totals, string[] events)
    {
        (double Share, int Part, int Event) worst = (0, 0, 0);
        (double Share, int Part, int Event) worstOfFirst = (0, 0, 0);
        var sums = new Int128[totals.Length];
        for (int part = 0; part < parts.Count; part++)
        {
            for (int i = 0; i < totals.Length; i++)
            {
                Int128 over = Int128.Max(0, balance.Charged[part][i] - balance.Costs[part][i]);
                sums[i] += over;
                double share = Share(over, totals[i]);
                worst = share > worst.Share ? (share, part, i) : worst;
                worstOfFirst = i == 0 && share > worstOfFirst.Share ? (share, part, i) : worstOfFirst;
            }
        }

        if (worstOfFirst.Share > 0 && Share(sums[0], totals[0]) > Notable)
        {
            diagnostics.Warn("graph.unbalanced", Position, Unbalanced(worstOfFirst));
        }
        else if (worst.Share > 0)
        {
            diagnostics.Note("graph.balance", Position, Unbalanced(worst));
        }

        string Unbalanced((double Share, int Part, int Event) most)
        {
            (_, int at, int of) = most;
            string name = events[of].Length == 0 ? "" : $" {MessageText.Escape(events[of])}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"callers of {NameOf(parts.Members[at][0])} are charged {balance.Charged[at][of]}{name}, it costs "
                + $"{balance.Costs[at][of]}: such calls are scaled "
                + $"({Share(sums[of], totals[of]):P2} of the total in all)");
        }
    }

    // Functions without callers are roots; reported are only roots that have callers, too.
    private void ReportRoots(FlowGraph graph, GraphParts parts, FlowBalance balance, Int128[] totals)
    {
        for (int function = 0; function < graph.FunctionCount && totals.Length > 0; function++)
        {
            double share = Share(balance.Roots[function][0], totals[0]);
            if (share >= Notable && balance.Charged[parts.PartOf[function]].ContainsAnyExcept(Int128.Zero))
            {
                diagnostics.Note("graph.root", Position, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{share:P2} of the total, in {NameOf(function)}, has no caller in the file: stacks begin there"));
            }
        }
    }

    // The member of a cycle whose calls cost most.
    private static int HeaviestOf(FlowGraph graph, ReadOnlySpan<int> members)
    {
        int heaviest = members[0];
        Int128 most = -1;
        foreach (int member in members)
        {
            Int128 cost = 0;
            foreach (int arc in graph.ArcsTo[member])
            {
                cost += graph.ArcCosts[arc][0];
            }

            (heaviest, most) = cost > most ? (member, cost) : (heaviest, most);
        }

        return heaviest;
    }

    private static double Share(Int128 value, Int128 total) => total > 0 ? (double)value / (double)total : 0;

    private string NameOf(int function) => MessageText.Quote(builder.Utf8(names[function]));
}
