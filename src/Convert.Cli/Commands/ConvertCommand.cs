using System.Globalization;
using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>Reads one or several inputs and writes one output.</summary>
internal sealed class ConvertCommand(
    ConvertRequest request,
    Interruption interruption,
    TextWriter? warnings,
    Func<FormatSettings, IInputs>? open = null)
{
    private readonly InputProgress _progress = new();
    private readonly FormatSettings _settings = new(request.Settings, request.Profile);

    // Number of samples before the transforms.
    private int _read;

    // Sample types are compared by name.
    private static readonly ReadRequest Baseline = new() { Facts = ProfileFacts.SampleTypes, LabelKeys = [] };

    /// <summary>Runs the conversion, from the inputs to the output.</summary>
    public void Run()
    {
        ProfileFormat target = FormatChoice.ForWriting(request.To, request.Output);
        IProfileWriter writer = _settings.WriterOf(target, request.Output);
        if (request.DryRun)
        {
            DryRun(target, writer);
            return;
        }

        var context = new ConversionContext { Cancellation = interruption.Token, Request = RequestOf(writer, target) };
        using OutputTarget output = OutputTarget.Open(request.Output, target, request.Strict);
        interruption.Unfinished = output;
        try
        {
            Write(ApplySteps(Read(target, context), target, context), target, writer, output, context);
        }
        catch (ProfileFormatException)
        {
            // Earlier warnings may explain the error.
            Report(context);
            throw;
        }
        catch (ObjectDisposedException) when (interruption.Token.IsCancellationRequested)
        {
            // The signal handler has closed the output of a writer that did not stop in time.
            throw new OperationCanceledException(interruption.Token);
        }
    }

    // Reads all facts: only facts that were read can be counted as lost.
    private void DryRun(ProfileFormat target, IProfileWriter writer)
    {
        var context = new ConversionContext
        {
            Cancellation = interruption.Token,
            Request = ReadRequest.All with { AcceptsArcs = RequestOf(writer, target).AcceptsArcs },
        };
        try
        {
            Profile profile = ApplySteps(Read(target, context), target, context);
            var loss = LossReport.Create(profile, target, writer);
            loss.Warn(request.Output, context);
            ReportEmpty(profile, writer, context);
            SumReport.Warn(profile, request.Output, context);
            StandardStreams.Out.Write(LossReportText.Format(profile, loss, target, request.Output));
            if (request.Strict && context.Diagnostics.WarningCount > 0)
            {
                throw new StrictException("nothing would be written: --strict turns warnings and losses into errors");
            }
        }
        finally
        {
            Report(context);
        }
    }

    // The transforms' facts are requested even if the writer discards them. The order of samples follows their times:
    // a target that keeps no times does not need it, so that the reader may sum equal samples.
    private ReadRequest RequestOf(IProfileWriter writer, ProfileFormat target)
    {
        ReadRequest own = writer.Request;
        bool isOrdered = target.Keeps.HasFlag(ProfileFacts.Times) || !target.Keeps.HasFlag(ProfileFacts.Order);
        own = isOrdered ? own : own with { Facts = own.Facts & ~ProfileFacts.Order };
        ReadRequest all = request.Steps.Aggregate(own, (union, step) => union.Union(step.Request));
        return request.Base is null ? all : all.Union(Baseline);
    }

    private void Write(
        Profile profile, ProfileFormat target, IProfileWriter writer, OutputTarget output, ConversionContext context)
    {
        var loss = LossReport.Create(profile, target, writer);
        loss.Warn(request.Output, context);
        ReportEmpty(profile, writer, context);
        SumReport.Warn(profile, request.Output, context);
        CheckStrict(context, loss);
        writer.Write(profile, output.Stream, context);
        CheckStrict(context, loss);
        output.Commit();
        context.Finish();
        Report(context, loss);
    }

    private void ReportEmpty(Profile profile, IProfileWriter writer, ConversionContext context)
    {
        if (profile.Samples.Count > 0 || _read == 0)
        {
            EmptyOutput.Report(
                profile,
                writer.TypesOf(profile),
                request.Output,
                context,
                type => $": use --sample-type {OptionOf(type)}");
        }
        else
        {
            context.Diagnostics.Warn(
                "output.nothing-left",
                new InputPosition(request.Output),
                string.Create(CultureInfo.InvariantCulture, $"empty: the options remove all samples ({_read})"));
        }
    }

    private static string OptionOf(SampleType type) =>
        MessageText.Quote(type.Name) is var name && type.Name.Contains(' ', StringComparison.Ordinal)
            ? name
            : name[1..^1];

    private Profile Read(ProfileFormat target, ConversionContext context)
    {
        IInputs inputs = open?.Invoke(_settings) ?? new InputSet(request.Inputs, request.From, _settings, _progress);
        var baseline = new InputSet(request.Base?.Paths ?? [], request.From, _settings, _progress);
        _settings.Check(inputs.PossibleFormats.Append(target));
        using IDisposable? bar = warnings is null ? null : inputs.ShowProgress();
        interruption.Shown = bar;
        Profile profile = Merge(inputs, context);
        if (request.Base is not null)
        {
            Profile from = Merge(baseline, context);
            int start = context.Diagnostics.Kept.Count;
            profile = request.Base.UsesOneType ? SelectSampleType(profile, context) : profile;
            profile = request.Base.Combine(profile, from, context);
            context.Diagnostics.Locate(start, new InputPosition("--normalize"));
        }

        _settings.CheckAllUsed();
        return profile;
    }

    private static Profile Merge(IInputs inputs, ConversionContext context)
    {
        var merger = new ProfileMerger(context);
        foreach ((string name, _, Profile profile) in inputs.Read(context))
        {
            merger.Add(profile, name);
        }

        return merger.Build();
    }

    private Profile ApplySteps(Profile profile, ProfileFormat target, ConversionContext context)
    {
        _read = profile.Samples.Count;
        Profile shaped = request.Base is { UsesOneType: true } ? profile : SelectSampleType(profile, context);
        foreach (IProfileTransform step in request.Steps)
        {
            shaped = step.Apply(shaped, context);
        }

        bool needsNumbers = request.ShowsLines && !(target.Keeps | target.KeepsPartly).HasFlag(ProfileFacts.Lines);
        return needsNumbers ? new LineNamer().Apply(shaped, context) : shaped;
    }

    private Profile SelectSampleType(Profile profile, ConversionContext context)
    {
        if (request.SampleType is not { } name)
        {
            return profile;
        }

        int type = SampleTypeSelector.Find(profile, name);
        string known = string.Join(", ", profile.SampleTypes.Select(t => t.Name).Distinct());
        return type >= 0
            ? new SampleTypeSelector(type).Apply(profile, context)
            : throw new UsageException($"--sample-type: expected one of {known}, found {MessageText.Quote(name)}"
                + Suggestion.For(name, profile.SampleTypes.Select(t => t.Name)));
    }

    private void CheckStrict(ConversionContext context, LossReport loss)
    {
        if (request.Strict && context.Diagnostics.WarningCount > 0)
        {
            Report(context, loss);
            throw new StrictException("nothing was written: --strict turns warnings and losses into errors");
        }
    }

    private void Report(ConversionContext context, LossReport? loss = null)
    {
        if (warnings is null)
        {
            return;
        }

        DiagnosticPrinter.Print(context.Diagnostics, warnings);
        string facts = request.Verbose || request.Strict ? loss?.Describe() ?? "" : "";
        string[] lines = [facts, loss?.DescribeValues() ?? ""];
        foreach (string line in lines.Where(l => l.Length > 0))
        {
            warnings.WriteLine($"refold: note: {request.Output}: {line}");
        }
    }
}
