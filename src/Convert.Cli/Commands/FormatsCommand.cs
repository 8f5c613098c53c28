using System.Text;
using Refold.Formats;

namespace Refold.Cli;

/// <summary>Describes the formats: a table of all, or one in detail.</summary>
internal static class FormatsCommand
{
    private static FormatRegistry Known => Formats.BuiltInFormats.All;

    /// <summary>A table of all formats.</summary>
    public static string Table()
    {
        string[][] rows =
        [
            ["FORMAT", "READS", "WRITES", "ENDING", "KEEPS"],
            .. Known.Formats.OrderBy(f => f.Name, StringComparer.Ordinal).Select(Row),
        ];
        var text = new StringBuilder();
        AppendTable(text, rows);
        return text.Append("\n'refold formats NAME' shows one format and its options.\n").ToString();
    }

    /// <summary>The kinds of facts that each format keeps, as a table.</summary>
    public static string Matrix()
    {
        ProfileFacts[] facts = [.. FactNames.Kinds];
        string[][] rows =
        [
            ["FORMAT", .. facts.Select(f => FactNames.Get(f).ToUpperInvariant())],
            .. Known.Formats
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => (string[])[f.Name, .. facts.Select(k => Mark(f, k))]),
        ];
        var text = new StringBuilder();
        AppendTable(text, rows);
        return text.Append(
            "\nyes: kept when written and read back (or read, by a format that cannot be written);\n"
            + "part: kept in part; read: read if a file has it, but not written; -: lost.\n").ToString();
    }

    /// <summary>One format in detail.</summary>
    /// <exception cref="UsageException">The name is unknown.</exception>
    public static string Page(string name)
    {
        if (Known.Find(name) is not { } format)
        {
            throw new UsageException(
                $"format {MessageText.Quote(name)} is unknown: expected one of {FormatChoice.Names(_ => true)}"
                + Suggestion.For(name, Known.Formats.Select(f => f.Name)));
        }

        string verbs = (format.CanRead, format.CanWrite) switch
        {
            (true, true) => "can be read and written",
            (true, false) => "can be read",
            _ => "can be written",
        };
        var text = new StringBuilder($"{format.Name}: {format.Title}\n\n");
        string[][] facts = [["  is", verbs], ["  endings", Endings(format)], ["  keeps", FactNames.List(format.Keeps)]];
        string[][] aliases = format.Aliases.Count == 0 ? [] : [["  also called", string.Join(", ", format.Aliases)]];
        AppendTable(text, [.. facts, .. aliases]);
        if (format.Options.Count > 0)
        {
            text.Append("\nOptions, given as --set NAME=VALUE:\n");
            AppendTable(text, [.. format.Options.Select(Row)]);
        }

        return text.ToString();
    }

    private static string[] Row(ProfileFormat format) =>
    [
        format.Name,
        format.CanRead ? "yes" : "-",
        format.CanWrite ? "yes" : "-",
        format.Extensions.FirstOrDefault("-"),
        FactNames.List(format.Keeps),
    ];

    private static string Mark(ProfileFormat format, ProfileFacts fact) =>
        format.Keeps.HasFlag(fact) ? "yes"
        : format.KeepsPartly.HasFlag(fact) ? "part"
        : format.Reads.HasFlag(fact) ? "read"
        : "-";

    private static string[] Row(FormatOption option) =>
        [$"  {option.Name}", option.Default.Length == 0 ? "-" : option.Default, option.Help];

    private static string Endings(ProfileFormat format) => string.Join(' ', format.Extensions);

    private static void AppendTable(StringBuilder text, string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length - 1).Select(i => rows.Max(row => row[i].Length) + 2)];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                text.Append(row[i].PadRight(widths[i]));
            }

            text.Append(row[^1]).Append('\n');
        }
    }
}
