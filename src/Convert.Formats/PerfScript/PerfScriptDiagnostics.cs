namespace Refold.Formats.PerfScript;

/// <summary>Reports warnings and notes about an input. The format's page lists their ids.</summary>
internal sealed class PerfScriptDiagnostics(DiagnosticLog log, string input)
{
    /// <summary>Reports an unknown line.</summary>
    public void UnknownLine(ReadOnlySpan<byte> text, long line) =>
        Warn("perf-script.unknown-line", line, "unknown line discarded", text);

    /// <summary>Reports unknown columns of a record.</summary>
    public void UnknownColumn(ReadOnlySpan<byte> text, long line) =>
        Warn("perf-script.unknown-column", line, "unknown columns", text);

    /// <summary>
    /// Reports a line that begins with a tab, as frames do, and is not a frame: an instruction, its function, or an
    /// unknown line.
    /// </summary>
    public void NotAFrame(ReadOnlySpan<byte> text, long line)
    {
        if (PerfScriptLineKind.IsInstruction(text) || PerfScriptLineKind.IsFunctionOfInstructions(text))
        {
            DroppedColumn(text, line);
        }
        else
        {
            UnknownLine(text, line);
        }
    }

    /// <summary>Reports known columns that have no place in a profile.</summary>
    public void DroppedColumn(ReadOnlySpan<byte> text, long line) =>
        Note("perf-script.dropped-column", line, "columns discarded", text);

    /// <summary>Reports a line of columns that have no place in a profile; false if the line is not one.</summary>
    public bool TryReportColumns(ReadOnlySpan<byte> text, long line)
    {
        bool areColumns = PerfScriptLineKind.AreColumns(text);
        if (areColumns)
        {
            DroppedColumn(text, line);
        }

        return areColumns;
    }

    /// <summary>Reports that samples were lost while recording.</summary>
    /// <param name="text">The line, or the part of it that reports the loss.</param>
    /// <param name="line">The number of the line.</param>
    /// <param name="count">The count of lost samples; 1 if the line does not have it.</param>
    public void Lost(ReadOnlySpan<byte> text, long line, long count = 1) =>
        Warn("perf-script.lost", line, "samples were lost while recording", text, count);

    /// <summary>Reports a record that is not a sample and holds no fact of a profile.</summary>
    public void SideRecord(ReadOnlySpan<byte> kind, long line) =>
        Note("perf-script.side-record", line, "record that is not a sample discarded", kind);

    /// <summary>Reports a period that does not fit into 63 bits.</summary>
    public void TooLarge(ReadOnlySpan<byte> number, long line) =>
        Warn("perf-script.too-large", line, "period beyond 63 bits, read as the largest value", number);

    /// <summary>Reports a time before that of the previous record.</summary>
    public void TimeOrder(long line) =>
        Warn("perf-script.time-order", line, "time runs backwards (for --deltatime, set delta-time=true)", default);

    /// <summary>Reports records without period of an event that has other records with one.</summary>
    public void NoPeriod(string name, long line, long count) =>
        Warn("perf-script.no-period", line, "no period although other records of the event have one, counted as 1",
            System.Text.Encoding.UTF8.GetBytes(name), count);

    /// <summary>
    /// Reports a line that perf or one of its tools wrote between the records; false if the line is not one.
    /// </summary>
    public bool TryReportMessage(ReadOnlySpan<byte> text, long line)
    {
        if (PerfScriptLineKind.IsDump(text))
        {
            Note("perf-script.dump", line, "line of a dump discarded", text);
        }
        else if (PerfScriptLineKind.IsTraceError(text))
        {
            Warn("perf-script.trace-error", line, "gap in the processor's trace", text);
        }
        else if (PerfScriptLineKind.IsLoss(text))
        {
            Lost(text, line);
        }
        else if (PerfScriptLineKind.IsMessage(text))
        {
            Note("perf-script.message", line, "message between records discarded", text);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Reports an input that ends within a record.</summary>
    public void Truncated(ReadOnlySpan<byte> text, long line) =>
        log.WarnOfCut(
            "perf-script.cut",
            new InputPosition(input, Line: line),
            text.IsEmpty ? "the input ends within a record, which is discarded"
                : $"the input ends within a record, which is discarded: {MessageText.Quote(text)}");

    private void Note(string id, long line, string what, ReadOnlySpan<byte> text)
    {
        bool isKept = log.Counts.GetValueOrDefault(id) < DiagnosticLog.KeptOfEachKind;
        log.Note(id, new InputPosition(input, Line: line), isKept ? $"{what}: {MessageText.Quote(text)}" : what);
    }

    private void Warn(string id, long line, string what, ReadOnlySpan<byte> text, long count = 1)
    {
        if (log.Count(id, count))
        {
            string message = text.IsEmpty ? what : $"{what}: {MessageText.Quote(text)}";
            log.Keep(new Diagnostic(id, new InputPosition(input, Line: line), message));
        }
    }
}
