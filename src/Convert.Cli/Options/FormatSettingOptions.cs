using System.CommandLine;
using System.CommandLine.Completions;

namespace Refold.Cli;

/// <summary>The options <c>--set</c> and <c>--quiet</c>, shared by all commands that read or write profiles.</summary>
internal sealed class FormatSettingOptions
{
    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "Set an option of a format, see 'refold formats NAME'; repeatable",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "Show no warnings and no progress",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Creates the options.</summary>
    public FormatSettingOptions() => _settings.CompletionSources.Add(_ => All());

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_settings);
        command.Add(_quiet);
    }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings(ParseResult line) => line.GetValue(_settings) ?? [];

    /// <summary>The writer for warnings; null with <c>--quiet</c>.</summary>
    public TextWriter? Warnings(ParseResult line) => line.GetValue(_quiet) ? null : StandardStreams.Error;

    private static IEnumerable<CompletionItem> All() =>
        from format in Refold.Formats.BuiltInFormats.All.Formats
        from option in format.Options
        select new CompletionItem($"{format.Name}.{option.Name}=", detail: option.Help);
}
