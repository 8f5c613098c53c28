using System.CommandLine;
using Refold.Aggregation;
using Refold.Formats.Native;

namespace Refold.Cli;

/// <summary>
/// The options that filter and reshape the profile between reading and writing. They are applied in the fixed order of
/// the pprof tool, whatever their order on the command line.
/// </summary>
internal sealed class FilterOptions
{
    private readonly Option<bool> _dropFrames = Flag(
        "--drop-frames", "Apply the profile's drop_frames and keep_frames");

    private readonly Option<string> _demangle = new("--demangle")
    {
        Description =
            "Demangle C++, Rust and Swift names: simple, templates (with template arguments), full (with parameters)",
        HelpName = "STYLE",
    };

    private readonly Option<string> _trim = new("--trim")
    {
        Description = $"Remove the frames and name parts that runtimes add: {string.Join(", ", NoiseTrimmer.Runtimes)}",
        HelpName = "RUNTIME,...",
    };

    private readonly Option<string> _time = new("--time")
    {
        Description = "Keep samples in this time range, counted from the first sample: 2s:, :500ms, 1.5s:2s",
        HelpName = "FROM:TO",
    };

    private readonly Option<string[]> _thread = Text(
        "--thread", "Keep samples of threads with this id or name", "TID|REGEX");
    private readonly Option<string[]> _process = Text(
        "--process", "Keep samples of processes with this id or name", "PID|REGEX");
    private readonly Option<string> _tagRoot = Keys(
        "--tagroot", "Add the values of these labels as frames at the root");
    private readonly Option<string> _tagLeaf = Keys(
        "--tagleaf", "Add the values of these labels as frames below the leaf");
    private readonly Option<string[]> _focus = Text("--focus", "Keep samples with a matching frame");
    private readonly Option<string[]> _ignore = Text("--ignore", "Remove samples with a matching frame");
    private readonly Option<string[]> _hide = Text("--hide", "Remove matching frames");
    private readonly Option<string[]> _show = Text("--show", "Keep only matching frames");
    private readonly Option<string[]> _showFrom = Text(
        "--show-from", "Remove the callers of the outermost matching frame");
    private readonly Option<string[]> _tagFocus = Text(
        "--tagfocus", "Keep samples with this label", "[KEY=]REGEX|RANGE");
    private readonly Option<string[]> _tagIgnore = Text(
        "--tagignore", "Remove samples with this label", "[KEY=]REGEX|RANGE");
    private readonly Option<string[]> _tagShow = Text("--tagshow", "Keep only labels with a matching key");
    private readonly Option<string[]> _tagHide = Text("--taghide", "Remove labels with a matching key");
    private readonly Option<string[]> _pruneFrom = Text(
        "--prune-from", "Remove the frames below the innermost matching frame");
    private readonly Option<bool> _relative = Flag(
        "--relative-percentages", "Show percentages of the filtered profile instead of the whole one");

    private readonly Option<bool> _noInlines = Flag("--noinlines", "Attribute inlined functions to their callers");

    private readonly Option<string> _granularity = new("--granularity")
    {
        Description = $"Granularity of frames: {string.Join(", ", Granularities)}",
        HelpName = "KIND",
    };

    private readonly Option<bool> _foldRecursion = Flag("--fold-recursion", "Merge direct recursion into one frame");

    private readonly Option<string> _scale = new("--scale")
    {
        Description = "Multiply all values by this number",
        HelpName = "NUMBER",
    };

    /// <summary>Creates the options.</summary>
    public FilterOptions()
    {
        _granularity.CompletionSources.Add([.. Granularities]);
        _demangle.CompletionSources.Add([.. Styles]);
        _trim.CompletionSources.Add([.. NoiseTrimmer.Runtimes]);
    }

    private static IEnumerable<string> Styles => Enum.GetNames<DemangleStyle>().Select(n => n.ToLowerInvariant());

    private static IEnumerable<string> Granularities =>
        Enum.GetNames<FrameGranularity>().Select(n => n.ToLowerInvariant());

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _focus, _ignore, _hide, _show, _showFrom, _pruneFrom, _tagFocus, _tagIgnore, _tagShow, _tagHide, _tagRoot,
            _tagLeaf, _time, _thread, _process, _relative, _granularity, _noInlines, _foldRecursion, _demangle, _trim,
            _dropFrames, _scale,
        ];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The transforms of a command line, in the order in which they are applied.</summary>
    /// <exception cref="UsageException">A value is invalid.</exception>
    public IReadOnlyList<IProfileTransform> StepsOf(ParseResult line)
    {
        string[] roots = KeysOf(line, _tagRoot);
        string[] leaves = KeysOf(line, _tagLeaf);
        return
        [
            .. If(line.GetValue(_demangle) is not null, _demangle, () => new Demangler(StyleOf(line))),
            .. If(line.GetValue(_dropFrames), _dropFrames, () => new DeclaredFramePruner()),
            .. If(line.GetValue(_trim) is not null, _trim, () => TrimmerOf(line)),
            .. If(
                line.GetValue(_time) is not null,
                _time,
                () => Named(_time, line.GetValue(_time)!, TimeSpanText.Parse)),
            .. EachFilter(line, _thread, text => new SampleLabelFilter(LabelPattern.ForThread(text))),
            .. EachFilter(line, _process, text => new SampleLabelFilter(LabelPattern.ForProcess(text))),
            .. If(roots.Length + leaves.Length > 0, _tagRoot, () => new LabelFrames(roots, leaves)),
            .. EachFilter(line, _focus, text => new SampleFilter(NamePattern.Parse(text))),
            .. EachFilter(line, _ignore, text => new SampleFilter(NamePattern.Parse(text), Keep.Others)),
            .. EachFilter(line, _hide, text => new FrameSelector(NamePattern.Parse(text), Keep.Others)),
            .. EachFilter(line, _show, text => new FrameSelector(NamePattern.Parse(text))),
            .. EachFilter(line, _showFrom, text => new RootCutter(NamePattern.Parse(text))),
            .. EachFilter(line, _tagFocus, text => new SampleLabelFilter(LabelPattern.Parse(text))),
            .. EachFilter(line, _tagIgnore, text => new SampleLabelFilter(LabelPattern.Parse(text), Keep.Others)),
            .. EachFilter(line, _tagShow, text => new LabelSelector(NamePattern.Parse(text))),
            .. EachFilter(line, _tagHide, text => new LabelSelector(NamePattern.Parse(text), Keep.Others)),
            .. Each(line, _pruneFrom, text => new LeafCutter(NamePattern.Parse(text))),
            .. If(line.GetValue(_relative), _relative, () => new RelativePercentages()),
            .. If(line.GetValue(_noInlines), _noInlines, () => new InlineRemover()),
            .. If(line.GetValue(_granularity) is not null, _granularity, () => new FrameGrouper(GranularityOf(line))),
            .. If(line.GetValue(_foldRecursion), _foldRecursion, () => new RecursionFolder()),
            .. If(line.GetValue(_scale) is not null, _scale, () => new ValueScaler(ScaleOf(line))),
        ];
    }

    private static Option<bool> Flag(string name, string help) =>
        new(name) { Description = help, Arity = ArgumentArity.Zero };

    private static Option<string[]> Text(string name, string help, string kind = "REGEX") =>
        new(name) { Description = help, HelpName = kind };

    private static Option<string> Keys(string name, string help) =>
        new(name) { Description = help, HelpName = "KEY,..." };

    private static string[] KeysOf(ParseResult line, Option<string> option) =>
        line.GetValue(option)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IEnumerable<IProfileTransform> If(bool isGiven, Option option, Func<IProfileTransform> create) =>
        isGiven ? [new OptionStep(option.Name, create())] : [];

    private static IEnumerable<IProfileTransform> Each(
        ParseResult line, Option<string[]> option, Func<string, IProfileTransform> create)
    {
        foreach (string text in line.GetValue(option) ?? [])
        {
            yield return new OptionStep(option.Name, Create(option.Name, text, create));
        }
    }

    // Pictures name filters as pprof does: show_from=main.
    private static IEnumerable<IProfileTransform> EachFilter(
        ParseResult line, Option<string[]> option, Func<string, IProfileTransform> create) =>
        Each(line, option, text => Named(option, text, create));

    private static NamedFilter Named(Option option, string text, Func<string, IProfileTransform> create) =>
        new(create(text), $"{option.Name.TrimStart('-').Replace('-', '_')}={text}");

    private static IProfileTransform Create(string option, string text, Func<string, IProfileTransform> create)
    {
        try
        {
            return create(text);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(
                $"{option}: expected a regular expression, found {MessageText.Quote(text)}: {Reason(e)}");
        }
    }

    // Removes the parameter's name, which .NET appends to the message.
    private static string Reason(ArgumentException e)
    {
        int at = e.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal);
        return (at < 0 ? e.Message : e.Message[..at]).TrimEnd('.');
    }

    private DemangleStyle StyleOf(ParseResult line)
    {
        string name = line.GetValue(_demangle)!;
        return Styles.Contains(name)
            ? Enum.Parse<DemangleStyle>(name, ignoreCase: true)
            : throw new UsageException(
                $"--demangle: expected one of {string.Join(", ", Styles)}, found {MessageText.Quote(name)}");
    }

    private NoiseTrimmer TrimmerOf(ParseResult line)
    {
        string[] names = KeysOf(line, _trim);
        string? unknown = names.FirstOrDefault(n => !NoiseTrimmer.Runtimes.Contains(n));
        return unknown is null && names.Length > 0
            ? new NoiseTrimmer(names)
            : throw new UsageException(
                $"--trim: expected one or more of {string.Join(", ", NoiseTrimmer.Runtimes)}, "
                + $"found {MessageText.Quote(unknown ?? "")}");
    }

    /// <summary>Whether frames are to be apart by line: <c>--granularity lines</c>.</summary>
    public bool ShowsLines(ParseResult line) =>
        line.GetValue(_granularity) is not null && GranularityOf(line) == FrameGranularity.Lines;

    private FrameGranularity GranularityOf(ParseResult line)
    {
        string name = line.GetValue(_granularity)!;
        return Granularities.Contains(name)
            ? Enum.Parse<FrameGranularity>(name, ignoreCase: true)
            : throw new UsageException(
                $"--granularity: expected one of {string.Join(", ", Granularities)}, found {MessageText.Quote(name)}");
    }

    private double ScaleOf(ParseResult line)
    {
        string text = line.GetValue(_scale)!;
        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double ratio)
            && double.IsFinite(ratio)
            ? ratio
            : throw new UsageException($"--scale: expected a number, found {MessageText.Quote(text)}");
    }
}
