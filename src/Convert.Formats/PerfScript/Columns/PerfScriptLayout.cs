using System.Numerics;

namespace Refold.Formats.PerfScript;

/// <summary>
/// The columns that the records of an input without call chains have, found by a vote of its first lines.
/// </summary>
/// <remarks>
/// A line alone may be read in several ways: <c>1234 5678</c> is a comm, a comm and a thread, or a thread and a period.
/// But all records of an input have the same columns, of fixed widths, and of two selections that fit equally many
/// lines the one with more columns is taken.
/// </remarks>
internal sealed class PerfScriptLayout
{
    private const int MaxLines = 2000;

    private readonly PerfScriptSelection _columns;

    private PerfScriptLayout(PerfScriptSelection columns, int records)
    {
        _columns = columns;
        RecordCount = records;
    }

    /// <summary>How many lines have these columns.</summary>
    public int RecordCount { get; }

    /// <summary>
    /// How much of the columns is perf's alone; below <see cref="EnoughWeight"/> any list may have them.
    /// </summary>
    public int Weight => WeightOf(_columns);

    /// <summary>From this weight on, a text of such lines is perf's.</summary>
    public static int EnoughWeight => 3;

    /// <summary>Whether symbols or dsos follow the addresses.</summary>
    public bool HasSymbols => (_columns & PerfScriptSelection.Symbol) != 0;

    /// <summary>Whether the records are bare addresses.</summary>
    public bool IsBareAddress => _columns == PerfScriptSelection.Address;

    /// <summary>The columns of an input; null if not nearly all lines agree.</summary>
    /// <param name="head">The first bytes of an input.</param>
    public static PerfScriptLayout? Find(ReadOnlySpan<byte> head)
    {
        var votes = new int[2 * (int)PerfScriptSelection.TrailingBlank];
        int all = 0;
        bool hasBlankLines = false;
        for (int lines = 0; lines < MaxLines && !head.IsEmpty; lines++)
        {
            ReadOnlySpan<byte> line = PerfScriptText.TakeLine(ref head, out bool isWhole);
            if (IsCallChain(line))
            {
                return null;
            }

            hasBlankLines |= PerfScriptText.IsBlank(line);
            if (!IsNeutral(line) && (isWhole || all == 0))
            {
                bool isRecord = Vote(line, votes);
                all += isRecord || !PerfScriptSourceLine.TryParse(line, out _) ? 1 : 0;
            }
        }

        int best = 0;
        for (int i = 1; i < votes.Length; i++)
        {
            bool isBetter = votes[i] > votes[best]
                || (votes[i] == votes[best] && BitOperations.PopCount((uint)i) > BitOperations.PopCount((uint)best));
            best = isBetter ? i : best;
        }

        // Blank lines part call chains, whose tabs may have become blanks.
        bool isBare = ((PerfScriptSelection)best & ~PerfScriptSelection.Symbol) == PerfScriptSelection.Address;
        int records = votes[best];
        return records > 0 && records * 5 >= all * 4 && !(isBare && hasBlankLines)
            ? new PerfScriptLayout((PerfScriptSelection)best, records) : null;
    }

    /// <summary>Splits a line into these columns; false if it has others.</summary>
    /// <param name="line">The line.</param>
    /// <param name="heldLength">The length of the line before with its end, if the comm began there; else 0.</param>
    /// <param name="row">The columns.</param>
    public bool TryParse(ReadOnlySpan<byte> line, int heldLength, out PerfScriptRow row)
    {
        int width = (_columns & PerfScriptSelection.Comm) != 0 ? PerfScriptRow.CommWidth - heldLength : -1;
        row = default;
        return (width >= 0 || heldLength == 0)
            && PerfScriptRow.TryParse(line, width, out row)
            && ((row.Columns ^ _columns) & ~PerfScriptSelection.Optional) == 0;
    }

    private static bool Vote(ReadOnlySpan<byte> line, int[] votes)
    {
        bool isPlain = PerfScriptRow.TryParse(line, -1, out PerfScriptRow plain);
        // Comms that end in a blank are rare, and make a column of numbers look like a comm.
        bool mayHaveComm = line.Length >= PerfScriptRow.CommWidth && line[PerfScriptRow.CommWidth - 1] != ' ';
        PerfScriptRow row = default;
        bool hasComm = mayHaveComm && PerfScriptRow.TryParse(line, PerfScriptRow.CommWidth, out row);
        votes[(int)plain.Columns] += isPlain ? 1 : 0;
        votes[(int)row.Columns] += hasComm ? 1 : 0;
        return isPlain || hasComm;
    }

    private static bool IsCallChain(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line is [(byte)'\t', ..] ? PerfScriptText.TrimStart(line) : default;
        return PerfScriptText.TryHex(text[..PerfScriptText.WordLength(text)], out _);
    }

    // Lines that say nothing of the columns.
    private static bool IsNeutral(ReadOnlySpan<byte> line) =>
        PerfScriptText.IsBlank(line) || line[0] == '#' || PerfScriptLines.IsAnyMessage(line)
        || PerfScriptLines.AreColumns(line) || PerfScriptSideRecord.TryParse(line, out _);

    private static int WeightOf(PerfScriptSelection columns)
    {
        if ((columns & ~PerfScriptSelection.TrailingBlank) == PerfScriptSelection.Event)
        {
            return 0;
        }

        int one = Count(columns, PerfScriptSelection.Comm | PerfScriptSelection.Id | PerfScriptSelection.Period
            | PerfScriptSelection.Symbol | PerfScriptSelection.TrailingBlank);
        int two = Count(columns, PerfScriptSelection.IdPair | PerfScriptSelection.Cpu | PerfScriptSelection.Time
            | PerfScriptSelection.Event | PerfScriptSelection.Address);
        return one + (2 * two);
    }

    private static int Count(PerfScriptSelection columns, PerfScriptSelection of) =>
        BitOperations.PopCount((uint)(columns & of));
}
