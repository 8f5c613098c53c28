using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace Refold.Cli;

/// <summary>Formats the help of a command: usage, commands, options in groups, examples.</summary>
/// <remarks>
/// The groups that every user needs come first, so that they fit on a first screen of 40 lines:
/// <code>
/// Input
///   IN...                            Files to read (several are merged); - for standard input
///   --from FORMAT                    Format of the inputs (default: detected from the content)
/// </code>
/// </remarks>
internal static class HelpPage
{
    private const int Column = 33;

    // The groups of options in the order of the page.
    private static readonly (string Title, string[] Options)[] Groups =
    [
        ("Record", ["--pid", "--duration", "--timeout", "--list"]),
        ("Input", ["--from", "--profile"]),
        ("Output", ["--output", "--to", "--set", "--json", "--raw", "--matrix"]),
        ("Diagnose", ["--dry-run", "--strict", "--verbose", "--quiet", "--help", "--version"]),
        ("Compare", ["--compare", "--base", "--diff-base", "--normalize"]),
        ("Select", [
            "--sample-type", "--focus", "--ignore", "--tagfocus", "--tagignore", "--time", "--thread", "--process",
        ]),
        ("Shape", [
            "--hide", "--show", "--show-from", "--prune-from", "--tagshow", "--taghide", "--tagroot", "--tagleaf",
            "--granularity", "--noinlines", "--fold-recursion", "--demangle", "--trim", "--drop-frames", "--scale",
            "--relative-percentages",
        ]),
    ];

    /// <summary>The help of a command.</summary>
    public static string Format(Command command)
    {
        var page = new StringBuilder();
        Option[] options = [.. command.Options, .. Inherited(command)];
        page.Append(command.Description).Append("\n\n");
        AppendUsage(page, command);
        AppendCommands(page, command);
        string home = command.Name == "collect" ? "Record" : "Input";
        foreach ((string title, string[] names) in Groups)
        {
            IEnumerable<(string, string)> arguments = title == home
                ? command.Arguments.Select(a => (NameOf(a), a.Description ?? ""))
                : [];
            IEnumerable<(string, string)> rows = names
                .Select(name => options.FirstOrDefault(o => o.Name == name))
                .OfType<Option>()
                .Select(o => (SpellingOf(o), o is HelpOption ? "Show this help" : o.Description ?? ""));
            AppendGroup(page, title, [.. arguments, .. rows]);
        }

        Option[] rest = [.. options.Where(o => !Groups.Any(g => g.Options.Contains(o.Name)))];
        AppendGroup(page, "Other", [.. rest.Select(o => (SpellingOf(o), o.Description ?? ""))]);
        return page.Append(HelpExamples.Get(command.Name)).ToString();
    }

    // --help belongs to the root and is accepted by all commands.
    private static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<RootCommand>().SelectMany(root => root.Options.OfType<HelpOption>());

    private static void AppendUsage(StringBuilder page, Command command)
    {
        string arguments = string.Join(' ', command.Arguments.Select(NameOf));
        if (command is RootCommand)
        {
            page.Append("Usage: refold IN... -o OUT [options]\n       refold COMMAND …\n\n");
        }
        else if (command.Name == "collect")
        {
            page.Append("Usage: refold collect -p PID -o OUT [options]\n");
            page.Append("       refold collect -o OUT [options] -- COMMAND\n\n");
        }
        else
        {
            page.Append($"Usage: refold {command.Name} {arguments} [options]\n\n");
        }
    }

    private static void AppendCommands(StringBuilder page, Command command) =>
        AppendGroup(
            page,
            "Commands ('refold help COMMAND' shows more)",
            [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? ""))]);

    private static void AppendGroup(StringBuilder page, string title, IReadOnlyList<(string Name, string Help)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Append(title).Append('\n');
        foreach ((string name, string help) in rows)
        {
            page.Append($"  {name.PadRight(Column - 2)}{(name.Length > Column - 3 ? " " : "")}{help}\n");
        }

        page.Append('\n');
    }

    private static string NameOf(Argument argument) => argument.Arity.MaximumNumberOfValues > 1
        ? $"{argument.Name}..."
        : argument.Name;

    // -o, --output OUT
    private static string SpellingOf(Option option)
    {
        IEnumerable<string> names = option.Aliases.Append(option.Name)
            .Where(n => n != "-?")
            .Order(Comparer<string>.Create((a, b) => a.Length - b.Length));
        string value = option.Arity.MaximumNumberOfValues == 0 || option is HelpOption ? "" : $" {option.HelpName}";
        return string.Join(", ", names) + value;
    }
}
