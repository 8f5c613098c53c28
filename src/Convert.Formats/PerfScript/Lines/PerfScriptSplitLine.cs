namespace Refold.Formats.PerfScript;

/// <summary>A line that a message of perf has split in two.</summary>
/// <remarks>
/// perf's output is buffered in blocks, its error output is not, so where both go to one file a message may stand
/// anywhere in a line:
/// <code>
///             1489 checksum_bloaddr2line: /usr/lib/libc.so.6: could not read first record
/// ck_chunk+0x16 (/tmp/threads)
/// </code>
/// </remarks>
/// <param name="next">What follows the line.</param>
/// <param name="diagnostics">Where messages are reported.</param>
internal sealed class PerfScriptSplitLine(PerfScriptLookAhead next, PerfScriptDiagnostics diagnostics)
{
    private byte[] _start = [];

    private static ReadOnlySpan<byte> Marks =>
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
    /// Whether a line is the start of another, or a message within it, which is reported. The line becomes whole if
    /// it is the end of one.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="number">The number of the line.</param>
    public bool Takes(ref ReadOnlySpan<byte> line, long number)
    {
        if (_start.Length == 0)
        {
            // Nearly all frames end with their dso.
            return line is [.., not (byte)')']
                && next.IsText && !PerfScriptLines.StartsMessage(line) && TryHold(line, number);
        }

        bool isMessage = PerfScriptLines.StartsMessage(line) && diagnostics.TryTakeMessage(line, number);
        if (isMessage || PerfScriptText.IsBlank(line))
        {
            return true;
        }

        line = (byte[])[.. _start, .. line];
        _start = [];
        return false;
    }

    private bool TryHold(ReadOnlySpan<byte> line, long number)
    {
        for (ReadOnlySpan<byte> rest = Marks; !rest.IsEmpty;)
        {
            int at = line.IndexOf(PerfScriptText.TakeLine(ref rest, out _));
            if (at > 0 && diagnostics.TryTakeMessage(line[at..], number))
            {
                _start = line[..at].ToArray();
                return true;
            }
        }

        return false;
    }
}
