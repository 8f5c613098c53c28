using System.CommandLine;
using System.CommandLine.Completions;

namespace Refold.Cli;

/// <summary>The options of every command that formats and people have to do with.</summary>
internal sealed class FormatSettingOptions
{
    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "Option of a format: see 'refold formats NAME'; may be given several times",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "Show no warnings and no progress",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Makes the symbols.</summary>
    public FormatSettingOptions() => _settings.CompletionSources.Add(_ => All());

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_settings);
        command.Add(_quiet);
    }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings(ParseResult line) => line.GetValue(_settings) ?? [];

    /// <summary>Where warnings go; null if nobody wants to see any.</summary>
    public TextWriter? Warnings(ParseResult line) => line.GetValue(_quiet) ? null : StandardStreams.Error;

    private static IEnumerable<CompletionItem> All() =>
        from format in Refold.Formats.BuiltInFormats.All.Formats
        from option in format.Options
        select new CompletionItem($"{format.Name}.{option.Name}=", detail: option.Help);
}
