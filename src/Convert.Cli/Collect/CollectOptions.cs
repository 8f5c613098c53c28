using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Refold.Cli.Collect;

/// <summary>The arguments and options of a recording, and what a command line says for them.</summary>
internal sealed class CollectOptions
{
    private const int DefaultTimeoutSeconds = 30;

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "Program to start and record, with its arguments, behind --",
        HelpName = "COMMAND",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _process = new("--pid", "-p")
    {
        Description = "Process to record: see --list",
        HelpName = "PID",
    };

    private readonly Option<string> _duration = new("--duration", "-d")
    {
        Description = "How long to record, such as 10s; without it until the process ends, or Ctrl-C",
        HelpName = "TIME",
    };

    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "How long to wait for an answer of the process, 30s by default",
        HelpName = "TIME",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = $"What to record: {string.Join(", ", RecordedProfiles.AllNames)}; thread-time if nothing is said",
        HelpName = "NAME[,NAME]",
    };

    private readonly Option<bool> _list = new("--list")
    {
        Description = "Show the processes that can be recorded",
        Arity = ArgumentArity.Zero,
    };

    private readonly OutputOptions _output = new();
    private readonly FormatSettingOptions _settings = new();
    private readonly PipelineOptions _work = new();

    /// <summary>Makes the symbols.</summary>
    public CollectOptions()
    {
        _profile.CompletionSources.Add([.. RecordedProfiles.AllNames]);
        _process.CompletionSources.Add(_ => DiagnosticsPort.Processes()
            .Select(id => new System.CommandLine.Completions.CompletionItem(
                id.ToString(CultureInfo.InvariantCulture), detail: ProcessFacts.Describe(id))));
    }

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_command);
        command.Add(_process);
        command.Add(_duration);
        command.Add(_timeout);
        command.Add(_profile);
        command.Add(_list);
        _output.AddTo(command);
        _settings.AddTo(command);
        _work.AddTo(command);
    }

    /// <summary>True if a list is asked for, and no recording.</summary>
    public bool AsksForList(ParseResult line) => line.GetValue(_list);

    /// <summary>Where warnings go; null if nobody wants to see any.</summary>
    public TextWriter? Warnings(ParseResult line) => _settings.Warnings(line);

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="UsageException">It names nothing to record, or says not where to.</exception>
    public CollectRequest RequestOf(ParseResult line)
    {
        int? process = ProcessOf(line);
        string[] command = CommandOf(line);
        string? output = _output.Output(line);
        string? to = _output.To(line);
        Check(process, command, output, to);
        var profiles = RecordedProfiles.Parse(line.GetValue(_profile));
        var conversion = new ConvertRequest
        {
            Inputs = [],
            Output = output ?? OutputTarget.StandardOutput,
            To = to,
            Profile = string.Join(',', profiles.List),
            Settings = _settings.Settings(line),
        };
        return new CollectRequest
        {
            ProcessId = process,
            Command = command,
            Duration = TimeOf(line, _duration),
            Timeout = TimeOf(line, _timeout) ?? TimeSpan.FromSeconds(DefaultTimeoutSeconds),
            Profiles = profiles,
            Conversion = _work.AddTo(conversion, line),
        };
    }

    private static void Check(int? process, string[] command, string? output, string? to)
    {
        if ((process is null) == (command.Length == 0))
        {
            throw new UsageException(process is null
                ? "expected -p PID or -- COMMAND to record; --list shows what can be recorded"
                : "expected -p PID or -- COMMAND, found both");
        }

        if (output is null && to is null)
        {
            throw new UsageException("expected -o FILE or --to FORMAT");
        }

        if (command.Length > 0 && OutputTarget.IsStandardOutput(output ?? OutputTarget.StandardOutput))
        {
            throw new UsageException($"expected -o FILE, since {command[0]} has standard output for its own");
        }
    }

    private int? ProcessOf(ParseResult line) => line.GetValue(_process) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 0 => id,
        { } text => throw new UsageException($"--pid: expected the number of a process, found {MessageText.Quote(text)}"),
    };

    // What stands before -- may be a misspelled option; what stands behind belongs to the command.
    private string[] CommandOf(ParseResult line)
    {
        string[] words = line.GetValue(_command) ?? [];
        int sure = line.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Count(t => t.Type == TokenType.Argument);
        return words.Length == sure
            ? words
            : throw new UsageException(words[0].StartsWith('-')
                ? $"unknown option {MessageText.Quote(words[0])}"
                : $"expected -- before the command to record, found {MessageText.Quote(words[0])}");
    }

    private static TimeSpan? TimeOf(ParseResult line, Option<string> option) => line.GetValue(option) switch
    {
        null => null,
        { } text when TimeSpanText.TryDuration(text, out TimeSpan time) && time.TotalMilliseconds < int.MaxValue => time,
        { } text => throw new UsageException($"{option.Name}: expected a time such as 10s, found {MessageText.Quote(text)}"),
    };
}
