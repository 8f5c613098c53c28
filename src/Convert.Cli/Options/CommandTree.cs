using System.CommandLine;
using System.CommandLine.Help;
using Refold.Cli.Collect;

namespace Refold.Cli;

/// <summary>The commands and their actions.</summary>
internal static class CommandTree
{
    /// <summary>Creates the root command, which converts when no other command is named.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Refold converts CPU and memory profiles between formats.");
        AddConversion(root);
        var convert = new Command("convert", "Convert profiles (the default command)");
        AddConversion(convert);
        root.Add(convert);
        root.Add(Collection());
        root.Add(Info());
        root.Add(FormatList());
        root.Add(Completion());
        root.Add(Help(root));
        SetHelp(root.Options.OfType<HelpOption>().Single());
        return root;
    }

    // "/h" and "/?" are file names except on Windows.
    private static void SetHelp(HelpOption help)
    {
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
        help.Action = new HelpCommandAction();
    }

    private static Command Help(RootCommand root)
    {
        var name = new Argument<string?>("COMMAND")
        {
            Description = "The command to describe",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. root.Subcommands.Select(c => c.Name)]);
        var help = new Command("help", "Show the help of a command") { name };
        help.SetAction(line =>
        {
            string? typed = line.GetValue(name);
            Command? command = typed is null ? root : root.Subcommands.FirstOrDefault(c => c.Name == typed);
            string known = string.Join(", ", root.Subcommands.Select(c => c.Name));
            StandardStreams.Out.Write(HelpPage.Format(command ?? throw new UsageException(
                $"{MessageText.Quote(typed!)} is not a command: expected one of {known}"
                + Suggestion.For(typed!, root.Subcommands.Select(c => c.Name)))));
        });
        return help;
    }

    private static void AddConversion(Command command)
    {
        var options = new ConvertOptions();
        options.AddTo(command);
        command.SetAction(line =>
        {
            using var interruption = new Interruption();
            new ConvertCommand(options.RequestOf(line), interruption, options.Warnings(line)).Run();
        });
    }

    private static Command Collection()
    {
        var options = new CollectOptions();
        var collect = new Command("collect", "Record a running .NET process, or a command, into any format");
        options.AddTo(collect);
        collect.SetAction(line =>
        {
            if (options.AsksForList(line))
            {
                CollectCommand.List(StandardStreams.Out);
                return;
            }

            using var interruption = new Interruption();
            new CollectCommand(options.RequestOf(line), interruption, options.Warnings(line)).Run();
        });
        return collect;
    }

    private static Command Info()
    {
        var inputs = new InputOptions("Files to describe, - for standard input");
        var json = new Option<bool>("--json") { Description = "Print JSON", Arity = ArgumentArity.Zero };
        var info = new Command("info", "Describe profiles: format, sample types, counts, times, labels");
        inputs.AddTo(info);
        var raw = new Option<bool>("--raw") { Description = "Print exact values", Arity = ArgumentArity.Zero };
        info.Add(json);
        info.Add(raw);
        info.SetAction(line =>
        {
            var request = new InfoRequest
            {
                Inputs = inputs.Paths(line),
                From = inputs.From(line),
                Profile = inputs.Profile(line),
                Settings = inputs.Settings(line),
                Json = line.GetValue(json),
                Raw = line.GetValue(raw),
            };
            using var interruption = new Interruption();
            return new InfoCommand(request, interruption, inputs.Warnings(line)).Run();
        });
        return info;
    }

    private static Command FormatList()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "The format to describe",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ => InputOptions.Formats(_ => true));
        var formats = new Command("formats", "List the formats, or describe one") { name };
        var matrix = new Option<bool>("--matrix")
        {
            Description = "Show which kinds of facts each format keeps",
            Arity = ArgumentArity.Zero,
        };
        formats.Add(matrix);
        formats.SetAction(line => StandardStreams.Out.Write(
            line.GetValue(name) is { } chosen ? FormatsCommand.Page(chosen)
            : line.GetValue(matrix) ? FormatsCommand.Matrix()
            : FormatsCommand.Table()));
        return formats;
    }

    private static Command Completion()
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = string.Join(", ", CompletionScripts.Shells),
            HelpName = "SHELL",
        };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        var completion = new Command("completion", "Print a script that lets a shell complete command lines") { shell };
        completion.SetAction(line => StandardStreams.Out.Write(CompletionScripts.For(line.GetValue(shell)!)));
        return completion;
    }
}
