namespace Refold.Formats.GoTrace;

/// <summary>Says what is odd, damaged or chosen, and where. The ids are on the format's page.</summary>
internal sealed class GoDiagnostics(DiagnosticLog log, string input)
{
    /// <summary>The profile that is read when none was asked for.</summary>
    public void Chosen(bool hasCpuSamples) => log.Note(
        "go-trace.profile",
        At(0),
        hasCpuSamples
            ? "no profile asked for: CPU samples are read; --profile reads others"
            : "no profile asked for, and no CPU samples: running time is read; --profile reads others");

    /// <summary>CPU samples where none were expected any more.</summary>
    public void LateCpuSamples(long offset) =>
        Say("go-trace.late-cpu-samples", offset, "CPU samples begin here: --profile cpu reads them");

    /// <summary>A profile that was asked for, and of which the trace has nothing.</summary>
    public void NoCpuSamples() => Say(
        "go-trace.no-cpu-samples",
        0,
        "no CPU samples, since the CPU profiler did not run: --profile running has exact times");

    /// <summary>A version that is newer than what is known of the format.</summary>
    public void UnknownVersion(int version, int newest) =>
        Say("go-trace.version", 0, $"written for Go 1.{version}, read by the rules of Go 1.{newest}");

    /// <summary>The end of the input where there should be more.</summary>
    public void Truncated(long offset, string what) => log.WarnOfCut("go-trace.truncated", At(offset), what);

    /// <summary>Bytes that are no part of a trace, or part of a batch that makes no sense.</summary>
    public void Damaged(long offset, string what) => Say("go-trace.damaged", offset, what);

    /// <summary>Stacks or names that are referred to and not there.</summary>
    public void Missing(string what)
    {
        if (!log.IsCut(input) && log.Count("go-trace.missing"))
        {
            log.Keep(new Diagnostic("go-trace.missing", At(0), $"{what} is missing"));
        }
    }

    /// <summary>The frequency of the clock is not there.</summary>
    public void NoFrequency(string consequence) =>
        Say("go-trace.no-frequency", 0, $"the frequency of the clock is missing: {consequence}");

    /// <summary>A generation whose events fit together in no order.</summary>
    public void NoOrder(ulong generation, string where) => Say(
        "go-trace.order",
        0,
        $"no order of all events in generation {generation} ({where}): each goroutine's own is used");

    /// <summary>A status that is not the one which the events before it led to.</summary>
    public void Inconsistent() =>
        Say("go-trace.state", 0, "states of goroutines that do not follow from the events before: events were lost");

    /// <summary>Times that run backwards, so that durations would be negative.</summary>
    public void Backwards() => Say("go-trace.time-order", 0, "times run backwards: taken as no time at all");

    /// <summary>An input that nothing can be made of.</summary>
    public ProfileFormatException Error(long offset, string problem) =>
        new(new InputPosition(input, Offset: offset), problem);

    private InputPosition At(long offset) => new(input, Offset: offset == 0 ? null : offset);

    // What does not fit together in a trace that is cut off is a consequence of the cut.
    private void Say(string id, long offset, string message)
    {
        if (!log.IsCut(input))
        {
            log.Warn(id, At(offset), message);
        }
    }
}
