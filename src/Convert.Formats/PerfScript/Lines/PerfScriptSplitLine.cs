namespace Refold.Formats.PerfScript;

/// <summary>A line that a message of perf has split in two.</summary>
/// <remarks>
/// perf's output is buffered in blocks, its error output is not. If both go to one file, a message may appear anywhere
/// in a line:
/// <code>
///             1489 checksum_bloaddr2line: /usr/lib/libc.so.6: could not read first record
/// ck_chunk+0x16 (/tmp/threads)
/// </code>
/// </remarks>
/// <param name="lines">The lines of the input.</param>
/// <param name="diagnostics">The warnings and notes of the input.</param>
internal sealed class PerfScriptSplitLine(PerfScriptLookAhead lines, PerfScriptDiagnostics diagnostics)
{
    private byte[] _start = [];

    private static ReadOnlySpan<byte> MessageStarts =>
        """
        addr2line: 
        cmd__addr2line
        BFD: 
        unwind: 
        Warning:
        [ perf 
        no symbols found in 
        Failed to open /
        failed to open /
        """u8;

    /// <summary>
    /// Keeps the first half of a split line, and reports messages within it; false if the line is a complete one, or
    /// has been completed by the first half.
    /// </summary>
    /// <param name="line">The line; it is replaced by the complete line.</param>
    /// <param name="number">The number of the line.</param>
    public bool TryConsume(ref ReadOnlySpan<byte> line, long number)
    {
        if (_start.Length == 0)
        {
            // Nearly all frames end with their dso, so the last byte excludes most lines at once.
            return line is [.., not (byte)')']
                && lines.IsNextText && !PerfScriptLineKind.StartsWithMessage(line) && TryKeepFirstHalf(line, number);
        }

        bool isMessage = PerfScriptLineKind.StartsWithMessage(line) && diagnostics.TryReportMessage(line, number);
        if (isMessage || PerfScriptText.IsBlank(line))
        {
            return true;
        }

        line = (byte[])[.. _start, .. line];
        _start = [];
        return false;
    }

    private bool TryKeepFirstHalf(ReadOnlySpan<byte> line, long number)
    {
        for (ReadOnlySpan<byte> rest = MessageStarts; !rest.IsEmpty;)
        {
            int at = line.IndexOf(PerfScriptText.TakeLine(ref rest, out _));
            if (at > 0 && diagnostics.TryReportMessage(line[at..], number))
            {
                _start = line[..at].ToArray();
                return true;
            }
        }

        return false;
    }
}
