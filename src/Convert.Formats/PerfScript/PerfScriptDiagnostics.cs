namespace Refold.Formats.PerfScript;

/// <summary>Reports what is odd or left out, and where. The ids are on the format's page.</summary>
internal sealed class PerfScriptDiagnostics(DiagnosticLog log, string input)
{
    /// <summary>A line that is not understood.</summary>
    public void UnknownLine(ReadOnlySpan<byte> text, long line) =>
        Say("perf-script.unknown-line", line, "line not understood, left out", text);

    /// <summary>Columns of a record that are not understood.</summary>
    public void UnknownColumn(ReadOnlySpan<byte> text, long line) =>
        Say("perf-script.unknown-column", line, "columns not understood", text);

    /// <summary>A line that stands where a frame may be, and is none.</summary>
    public void NoFrame(ReadOnlySpan<byte> text, long line)
    {
        if (PerfScriptLines.IsInstruction(text) || PerfScriptLines.IsFunctionOfInstructions(text))
        {
            DroppedColumn(text, line);
        }
        else
        {
            UnknownLine(text, line);
        }
    }

    /// <summary>Columns that are understood, but have no place in a profile.</summary>
    public void DroppedColumn(ReadOnlySpan<byte> text, long line) =>
        SayNote("perf-script.dropped-column", line, "columns left out", text);

    /// <summary>Reports a line if it is columns that have no place in a profile; false if it is none.</summary>
    public bool TryTakeColumns(ReadOnlySpan<byte> text, long line)
    {
        bool areColumns = PerfScriptLines.AreColumns(text);
        if (areColumns)
        {
            DroppedColumn(text, line);
        }

        return areColumns;
    }

    /// <summary>Samples that were lost while recording.</summary>
    public void Lost(ReadOnlySpan<byte> text, long line, long times = 1) =>
        Say("perf-script.lost", line, "samples were lost while recording", text, times);

    /// <summary>Instructions that a processor's trace did not yield.</summary>
    private void TraceError(ReadOnlySpan<byte> text, long line) =>
        Say("perf-script.trace-error", line, "gap in the processor's trace", text);

    /// <summary>A message of perf or of a tool that it runs.</summary>
    private void Message(ReadOnlySpan<byte> text, long line) =>
        SayNote("perf-script.message", line, "message among the records, left out", text);

    /// <summary>A line that <c>perf script -D</c> dumps.</summary>
    private void Dump(ReadOnlySpan<byte> text, long line) =>
        SayNote("perf-script.dump", line, "dumped line left out", text);

    /// <summary>A record that is no sample and tells nothing that a profile holds.</summary>
    public void SideRecord(ReadOnlySpan<byte> kind, long line) =>
        SayNote("perf-script.side-record", line, "record that is no sample, left out", kind);

    /// <summary>A number that does not fit into 63 bits.</summary>
    public void TooLarge(ReadOnlySpan<byte> number, long line) =>
        Say("perf-script.too-large", line, "period too large, read as the largest there is", number);

    /// <summary>A time before that of the sample before.</summary>
    public void TimeOrder(long line) =>
        Say("perf-script.time-order", line, "time runs backwards (with --deltatime, set delta-time=true)", default);

    /// <summary>Records without period, of an event of which others have one.</summary>
    public void NoPeriod(string name, long line, long times) =>
        Say("perf-script.no-period", line, "no period although others of its event have one, counted as 1",
            System.Text.Encoding.UTF8.GetBytes(name), times);

    /// <summary>Says so if a line is a message, which is no part of any record; false if it is none.</summary>
    public bool TryTakeMessage(ReadOnlySpan<byte> text, long line)
    {
        if (PerfScriptLines.IsDump(text))
        {
            Dump(text, line);
        }
        else if (PerfScriptLines.IsTraceError(text))
        {
            TraceError(text, line);
        }
        else if (PerfScriptLines.IsLoss(text))
        {
            Lost(text, line);
        }
        else if (PerfScriptLines.IsMessage(text))
        {
            Message(text, line);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>An input that ends within a record.</summary>
    public void Cut(ReadOnlySpan<byte> text, long line) =>
        log.WarnOfCut(
            "perf-script.cut",
            new InputPosition(input, Line: line),
            text.IsEmpty ? "the input ends within a record, which is left out"
                : $"the input ends within a record, which is left out: {MessageText.Quote(text)}");

    private void SayNote(string id, long line, string what, ReadOnlySpan<byte> text)
    {
        bool isKept = log.Counts.GetValueOrDefault(id) < DiagnosticLog.KeptOfEachKind;
        log.Note(id, new InputPosition(input, Line: line), isKept ? $"{what}: {MessageText.Quote(text)}" : what);
    }

    private void Say(string id, long line, string what, ReadOnlySpan<byte> text, long times = 1)
    {
        if (log.Count(id, times))
        {
            string message = text.IsEmpty ? what : $"{what}: {MessageText.Quote(text)}";
            log.Keep(new Diagnostic(id, new InputPosition(input, Line: line), message));
        }
    }
}
