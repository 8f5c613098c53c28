using System.Numerics;

namespace Refold.Formats.PerfScript;

/// <summary>The columns of an input without call chains, found by a vote of its first lines.</summary>
/// <remarks>
/// One line may fit several selections of fields, but all records of an input have the same fields, at fixed widths.
/// Each line votes for its fields if the first sixteen columns are a comm, and for its fields without a comm. Here perf
/// printed <c>-F tid,period</c>:
/// <code>
///                        with comm      without comm
///  4250    5025125       comm           id, period
/// 15617    5025125       no fit         id, period         the column of a comm begins with a blank
///   910         17       comm           id, period
///
/// votes                  comm: 2        id, period: 3      elected: at least 80 % of the lines agree
/// </code>
/// Of two selections with equally many votes, the one with more fields is elected.
/// </remarks>
internal sealed class PerfScriptLayout
{
    private const int MaxLines = 2000;

    private readonly PerfScriptFields _fields;

    private PerfScriptLayout(PerfScriptFields fields, int records)
    {
        _fields = fields;
        RecordCount = records;
    }

    /// <summary>The count of lines that have these columns.</summary>
    public int RecordCount { get; }

    /// <summary>
    /// The evidence for perf that the columns give: two for each that few other texts have, one for each other. Any
    /// list may have columns of less than <see cref="EnoughWeight"/>.
    /// </summary>
    public int Weight => WeightOf(_fields);

    /// <summary>The weight from which on a text is perf's.</summary>
    public static int EnoughWeight => 3;

    /// <summary>Whether symbols or dsos follow the addresses.</summary>
    public bool HasSymbols => (_fields & PerfScriptFields.Symbol) != 0;

    /// <summary>Whether each record is only an address.</summary>
    public bool IsBareAddress => _fields == PerfScriptFields.Address;

    /// <summary>
    /// Finds the columns of an input; null if fewer than 80 % of its lines agree, or if it has call chains.
    /// </summary>
    /// <param name="head">The first bytes of an input.</param>
    public static PerfScriptLayout? Find(ReadOnlySpan<byte> head)
    {
        // Indexed by the bits of PerfScriptFields.
        var votes = new int[2 * (int)PerfScriptFields.TrailingBlank];
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

        // Blank lines separate call chains: with them, bare addresses are frames whose tabs were replaced by blanks.
        bool isBare = ((PerfScriptFields)best & ~PerfScriptFields.Symbol) == PerfScriptFields.Address;
        int records = votes[best];
        return records > 0 && records * 5 >= all * 4 && !(isBare && hasBlankLines)
            ? new PerfScriptLayout((PerfScriptFields)best, records) : null;
    }

    /// <summary>Splits a line into these columns; false if it has others.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pendingLength">
    /// The length of the previous line with its line end if the comm began there; else 0.
    /// </param>
    /// <param name="row">The columns.</param>
    public bool TryParse(ReadOnlySpan<byte> line, int pendingLength, out PerfScriptRow row)
    {
        int width = (_fields & PerfScriptFields.Comm) != 0 ? PerfScriptRow.CommWidth - pendingLength : -1;
        row = default;
        return (width >= 0 || pendingLength == 0)
            && PerfScriptRow.TryParse(line, width, out row)
            && ((row.Fields ^ _fields) & ~PerfScriptFields.Optional) == 0;
    }

    private static bool Vote(ReadOnlySpan<byte> line, int[] votes)
    {
        bool isPlain = PerfScriptRow.TryParse(line, -1, out PerfScriptRow plain);
        // Comms that end in a blank are rare; a column of numbers often has a blank there.
        bool mayHaveComm = line.Length >= PerfScriptRow.CommWidth && line[PerfScriptRow.CommWidth - 1] != ' ';
        PerfScriptRow row = default;
        bool hasComm = mayHaveComm && PerfScriptRow.TryParse(line, PerfScriptRow.CommWidth, out row);
        votes[(int)plain.Fields] += isPlain ? 1 : 0;
        votes[(int)row.Fields] += hasComm ? 1 : 0;
        return isPlain || hasComm;
    }

    private static bool IsCallChain(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line is [(byte)'\t', ..] ? PerfScriptText.TrimStart(line) : default;
        return PerfScriptText.TryHex(text[..PerfScriptText.WordLength(text)], out _);
    }

    // Lines that do not vote.
    private static bool IsNeutral(ReadOnlySpan<byte> line) =>
        PerfScriptText.IsBlank(line) || line[0] == '#' || PerfScriptLineKind.IsAnyMessage(line)
        || PerfScriptLineKind.AreColumns(line) || PerfScriptSideRecord.TryParse(line, out _);

    private static int WeightOf(PerfScriptFields fields)
    {
        // Any word with a colon may be an event.
        if ((fields & ~PerfScriptFields.TrailingBlank) == PerfScriptFields.Event)
        {
            return 0;
        }

        int one = Count(fields, PerfScriptFields.Comm | PerfScriptFields.Id | PerfScriptFields.Period
            | PerfScriptFields.Symbol | PerfScriptFields.TrailingBlank);
        int two = Count(fields, PerfScriptFields.IdPair | PerfScriptFields.Cpu | PerfScriptFields.Time
            | PerfScriptFields.Event | PerfScriptFields.Address);
        return one + (2 * two);
    }

    private static int Count(PerfScriptFields fields, PerfScriptFields counted) =>
        BitOperations.PopCount((uint)(fields & counted));
}
