namespace Refold.Formats.GoTrace;

/// <summary>Reports the notes, warnings and errors of one trace. The format's page lists their ids.</summary>
/// <remarks>
/// Once the trace is known to be truncated, nothing else is reported: missing stacks, events without order and wrong
/// states are consequences of the missing end.
/// </remarks>
internal sealed class GoDiagnostics(DiagnosticLog log, string input)
{
    /// <summary>The name of the input.</summary>
    public string Input => input;

    /// <summary>Notes the channel that is read because none was requested.</summary>
    public void DefaultChannel(bool hasCpuSamples) => log.Note(
        "go-trace.profile",
        At(0),
        hasCpuSamples
            ? "no profile requested: reading CPU samples; --profile selects others"
            : "no profile requested and no CPU samples: reading running time; --profile selects others");

    /// <summary>Reports CPU samples after running time was chosen because there had been none.</summary>
    public void LateCpuSamples(long offset) =>
        Warn("go-trace.late-cpu-samples", offset, "CPU samples begin here: use --profile cpu to read them");

    /// <summary>Reports that CPU samples were requested and the trace has none.</summary>
    public void NoCpuSamples() => Warn(
        "go-trace.no-cpu-samples",
        0,
        "no CPU samples, since the CPU profiler was not running: --profile running has exact times");

    /// <summary>Reports a version that is newer than the newest known one.</summary>
    public void UnknownVersion(int version, int newest) =>
        Warn("go-trace.version", 0, $"unknown version Go 1.{version}, read by the rules of Go 1.{newest}");

    /// <summary>Reports that the input ends before the trace does.</summary>
    public void Truncated(long offset, string what) => log.WarnOfCut("go-trace.truncated", At(offset), what);

    /// <summary>Reports bytes that are not part of a valid batch or event.</summary>
    public void Corrupt(long offset, string what) => Warn("go-trace.damaged", offset, what);

    /// <summary>Counts references to stacks or strings that the trace does not contain.</summary>
    public void Missing(string what)
    {
        if (!log.IsCut(input) && log.Count("go-trace.missing"))
        {
            log.Keep(new Diagnostic("go-trace.missing", At(0), $"{what} is missing"));
        }
    }

    /// <summary>Reports that the clock frequency is missing.</summary>
    public void NoFrequency(string consequence) =>
        Warn("go-trace.no-frequency", 0, $"the frequency of the clock is missing: {consequence}");

    /// <summary>Reports a generation whose events cannot be ordered.</summary>
    public void NoOrder(ulong generation, string where) => Warn(
        "go-trace.order",
        0,
        $"the events of generation {generation} cannot be ordered ({where}): each goroutine's own order is used");

    /// <summary>Reports a status that contradicts the previous events.</summary>
    public void Inconsistent() => Warn(
        "go-trace.state", 0, "states of goroutines do not follow from the previous events: events were lost");

    /// <summary>Reports an interval that would end before it begins.</summary>
    public void Backwards() => Warn("go-trace.time-order", 0, "times run backwards: such an interval lasts 0 ns");

    /// <summary>Creates the error for a trace that cannot be read at all.</summary>
    public ProfileFormatException Error(long offset, string problem) =>
        new(new InputPosition(input, Offset: offset), problem);

    private InputPosition At(long offset) => new(input, Offset: offset == 0 ? null : offset);

    private void Warn(string id, long offset, string message)
    {
        if (!log.IsCut(input))
        {
            log.Warn(id, At(offset), message);
        }
    }
}
