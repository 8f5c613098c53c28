using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Refold.Cli.Collect;

/// <summary>The arguments and options of a recording.</summary>
internal sealed class CollectOptions
{
    private const int DefaultTimeoutSeconds = 30;

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "Program to start and record, with its arguments, after --",
        HelpName = "COMMAND",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _process = new("--pid", "-p")
    {
        Description = "Id of the process to record, see --list",
        HelpName = "PID",
    };

    private readonly Option<string> _duration = new("--duration", "-d")
    {
        Description = "How long to record, such as 10s (default: until the process ends or Ctrl-C)",
        HelpName = "TIME",
    };

    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "How long to wait for an answer of the process (default: 30s)",
        HelpName = "TIME",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = $"What to record: {string.Join(", ", RecordedProfiles.AllNames)}; default: thread-time",
        HelpName = "NAME[,NAME]",
    };

    private readonly Option<bool> _list = new("--list")
    {
        Description = "Show the processes that can be recorded",
        Arity = ArgumentArity.Zero,
    };

    private readonly OutputOptions _output = new();
    private readonly FormatSettingOptions _settings = new();
    private readonly PipelineOptions _pipeline = new();

    /// <summary>Creates the options.</summary>
    public CollectOptions()
    {
        _profile.CompletionSources.Add([.. RecordedProfiles.AllNames]);
        _process.CompletionSources.Add(_ => DiagnosticsPort.Processes()
            .Select(id => new System.CommandLine.Completions.CompletionItem(
                id.ToString(CultureInfo.InvariantCulture), detail: ProcessFacts.Describe(id))));
    }

    /// <summary>Adds them to a command.</summary>
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
        _pipeline.AddTo(command);
    }

    /// <summary>Whether <c>--list</c> is given.</summary>
    public bool AsksForList(ParseResult line) => line.GetValue(_list);

    /// <summary>The writer for warnings; null with <c>--quiet</c>.</summary>
    public TextWriter? Warnings(ParseResult line) => _settings.Warnings(line);

    /// <summary>The request of a command line.</summary>
    /// <exception cref="UsageException">The command line names no process or command, or no output.</exception>
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
            Conversion = _pipeline.AddTo(conversion, line),
        };
    }

    private static void Check(int? process, string[] command, string? output, string? to)
    {
        if ((process is null) == (command.Length == 0))
        {
            throw new UsageException(process is null
                ? "expected -p PID or -- COMMAND; --list shows the processes that can be recorded"
                : "-p PID and -- COMMAND cannot be combined");
        }

        if (output is null && to is null)
        {
            throw new UsageException("expected -o FILE or --to FORMAT");
        }

        if (command.Length > 0 && OutputTarget.IsStandardOutput(output ?? OutputTarget.StandardOutput))
        {
            throw new UsageException($"expected -o FILE, since standard output belongs to {command[0]}");
        }
    }

    private int? ProcessOf(ParseResult line) => line.GetValue(_process) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 0 => id,
        { } text => throw new UsageException($"--pid: expected a process id, found {MessageText.Quote(text)}"),
    };

    // Words before -- may be misspelled options; words after it belong to the command.
    private string[] CommandOf(ParseResult line)
    {
        string[] words = line.GetValue(_command) ?? [];
        int afterDashes = line.Tokens
            .SkipWhile(t => t.Type != TokenType.DoubleDash)
            .Count(t => t.Type == TokenType.Argument);
        return words.Length == afterDashes
            ? words
            : throw new UsageException(words[0].StartsWith('-')
                ? $"unknown option {words[0]}{Suggestion.For(words[0], UsageErrors.OptionsOf(line))}"
                : $"expected -- before the command to record, found {MessageText.Quote(words[0])}");
    }

    private static TimeSpan? TimeOf(ParseResult line, Option<string> option) => line.GetValue(option) switch
    {
        null => null,
        { } text when TimeSpanText.TryDuration(text, out TimeSpan time) && time.TotalMilliseconds < int.MaxValue =>
            time,
        { } text => throw new UsageException(
            $"{option.Name}: expected a time such as 10s, found {MessageText.Quote(text)}"),
    };
}
