using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>A record without call chain, split at the widths that perf gives its columns.</summary>
/// <remarks>
/// <code>
/// %16s comm        %5d    [%03d] %12s time:    %10lu    %s event: %16lx address symbol (dso)
///
///        c_threads 15617  2256.202254:    5025125 cpu-clock:ppp:      55adb96d02d9 [unknown] (/tmp/c_threads)
///   Web Content #1    5025125      55adb96d058d [unknown]             -F comm,period,ip,sym
/// 15617/15617 cpu-clock:ppp:                                          -F pid,tid,event
/// </code>
/// Only widths distinguish a thread (five columns) from a period (ten) and an address (sixteen); comms may contain any
/// text. Source: tools/perf/builtin-script.c, perf_sample__fprintf_start and process_event.
/// </remarks>
internal readonly ref struct PerfScriptRow
{
    /// <summary>The width of a comm where no call chain is printed.</summary>
    public const int CommWidth = 16;

    private const int IdWidth = 5;
    private const int MaxIdDigits = 7;
    private const int TimeWidth = 12;
    private const int PeriodWidth = 10;
    private const int AddressWidth = 17;

    private static readonly SearchValues<byte> EventStarts =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_{/["u8);

    /// <summary>The fields of the line.</summary>
    public PerfScriptFields Fields { get; private init; }

    /// <summary>The comm, pid, tid and cpu.</summary>
    public PerfScriptTask Task { get; private init; }

    /// <summary>The header; its <see cref="PerfScriptHeader.Rest"/> begins after the time.</summary>
    public PerfScriptHeader Header { get; private init; }

    /// <summary>The period, the event and the columns that follow.</summary>
    public PerfScriptEvent Event { get; private init; }

    /// <summary>Splits a line; false if its text does not fit the widths.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="commWidth">The width of the comm on this line in bytes; negative if it has no comm.</param>
    /// <param name="row">The columns.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, int commWidth, out PerfScriptRow row)
    {
        row = default;
        if (commWidth >= 0 && !IsComm(line, commWidth))
        {
            return false;
        }

        var fields = commWidth >= 0 ? PerfScriptFields.Comm : PerfScriptFields.None;
        int start = Math.Min(commWidth + 1, line.Length);
        int at = start + ParseIds(line[start..], ref fields);
        ReadOnlySpan<byte> ids = line[start..at];
        int cpuStart = at;
        at += ParseCpu(line[at..], ref fields);
        int taskEnd = at;
        at += ParseTime(line[at..], ref fields, out ReadOnlySpan<byte> time);
        int timeEnd = at;

        // As in any other header, the blanks before the time belong to the task: known tasks are found by their bytes.
        int taskLength = time.IsEmpty ? taskEnd : taskEnd + BlankCount(line[taskEnd..]);
        at += ParsePeriod(line[at..], ref fields, out ReadOnlySpan<byte> period);
        at += ParseEvent(line[at..], ref fields, out ReadOnlySpan<byte> name);
        bool isBare = fields == PerfScriptFields.None;
        if (!TryParseAddress(line[at..], name, isBare, ref fields) || fields == PerfScriptFields.None)
        {
            return false;
        }

        row = new PerfScriptRow
        {
            Fields = HasTrailingBlank(line, fields) ? fields | PerfScriptFields.TrailingBlank : fields,
            Task = PerfScriptTask.Create(CommOf(line, commWidth), ids, line[cpuStart..taskEnd]),
            Header = PerfScriptHeader.Create(taskLength, time, line[timeEnd..]),
            Event = PerfScriptEvent.Create(period, name, line[at..]),
        };
        return true;
    }

    private static bool HasTrailingBlank(ReadOnlySpan<byte> line, PerfScriptFields fields) =>
        line is [.., (byte)' '] && (fields & PerfScriptFields.Address) == 0;

    private static ReadOnlySpan<byte> CommOf(ReadOnlySpan<byte> line, int width) =>
        width < 0 ? default : PerfScriptText.TrimStart(line[..width]);

    // A comm has at most fifteen bytes, so its column begins with a blank; the second half of a comm with a line end in
    // it does not.
    private static bool IsComm(ReadOnlySpan<byte> line, int width) =>
        line.Length >= width && (line.Length == width || line[width] == ' ')
        && (width < CommWidth || line[0] == ' ');

    private static bool EndsColumn(ReadOnlySpan<byte> text, int at) => at == text.Length || text[at] == ' ';

    // The length of a column, including the blank after it.
    private static int WithBlank(ReadOnlySpan<byte> text, int end) => Math.Min(end + 1, text.Length);

    private static int BlankCount(ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExcept((byte)' ');
        return count < 0 ? text.Length : count;
    }

    // Each Parse… method returns the length of its column, including the blank after it; 0 if the column is missing.

    // `15617 `, `15617/15617 `, `   -1 `, `    1/1     `
    private static int ParseIds(ReadOnlySpan<byte> text, scoped ref PerfScriptFields fields)
    {
        int blanks = BlankCount(text);
        int digits = IntegerLength(text[blanks..]);
        int end = blanks + digits;
        if (digits == 0 || digits > MaxIdDigits || end != Math.Max(IdWidth, digits))
        {
            return 0;
        }

        if (EndsColumn(text, end))
        {
            fields |= PerfScriptFields.Id;
            return WithBlank(text, end);
        }

        int second = text[end] == '/' ? IntegerLength(text[(end + 1)..]) : 0;
        int last = end + 1 + second;
        if (second == 0 || second > MaxIdDigits || !EndsColumn(text, last))
        {
            return 0;
        }

        fields |= PerfScriptFields.IdPair;
        int padding = Math.Min(BlankCount(text[last..]), Math.Max(0, IdWidth - second));
        return WithBlank(text, last + padding);
    }

    private static int IntegerLength(ReadOnlySpan<byte> text)
    {
        int sign = text is [(byte)'-', ..] ? 1 : 0;
        int digits = PerfScriptText.DigitCount(text[sign..]);
        return digits == 0 ? 0 : sign + digits;
    }

    // `[001] `
    private static int ParseCpu(ReadOnlySpan<byte> text, scoped ref PerfScriptFields fields)
    {
        int digits = text is [(byte)'[', ..] ? IntegerLength(text[1..]) : 0;
        int close = digits + 1;
        if (digits == 0 || close >= text.Length || text[close] != ']' || !EndsColumn(text, close + 1))
        {
            return 0;
        }

        fields |= PerfScriptFields.Cpu;
        return WithBlank(text, close + 1);
    }

    // ` 2256.202254: `
    private static int ParseTime(
        ReadOnlySpan<byte> text, scoped ref PerfScriptFields fields, out ReadOnlySpan<byte> time)
    {
        int blanks = BlankCount(text);
        int seconds = PerfScriptText.DigitCount(text[blanks..]);
        int point = blanks + seconds;
        int fraction = point < text.Length && text[point] == '.' ? PerfScriptText.DigitCount(text[(point + 1)..]) : 0;
        int colon = point + 1 + fraction;
        time = default;
        if (seconds == 0 || fraction == 0 || blanks >= TimeWidth || colon >= text.Length || text[colon] != ':'
            || !EndsColumn(text, colon + 1))
        {
            return 0;
        }

        fields |= PerfScriptFields.Time;
        time = text[blanks..colon];
        return WithBlank(text, colon + 1);
    }

    // `   5025125 `; any width if an event follows.
    private static int ParsePeriod(
        ReadOnlySpan<byte> text, scoped ref PerfScriptFields fields, out ReadOnlySpan<byte> period)
    {
        int blanks = BlankCount(text);
        int digits = PerfScriptText.DigitCount(text[blanks..]);
        int end = blanks + digits;
        PerfScriptFields ignored = default;
        period = default;
        if (digits == 0 || !EndsColumn(text, end)
            || (end != Math.Max(PeriodWidth, digits) && ParseEvent(text[end..], ref ignored, out _) == 0))
        {
            return 0;
        }

        fields |= PerfScriptFields.Period;
        period = text[blanks..end];
        return WithBlank(text, end);
    }

    // `cpu-clock:ppp: `, right-aligned to the longest name.
    private static int ParseEvent(
        ReadOnlySpan<byte> text, scoped ref PerfScriptFields fields, out ReadOnlySpan<byte> name)
    {
        int blanks = BlankCount(text);
        ReadOnlySpan<byte> word = text.Slice(blanks, PerfScriptText.WordLength(text[blanks..]));
        name = default;
        if (word is not [_, .., (byte)':'] || !EventStarts.Contains(word[0]) || word.StartsWith("PERF_RECORD_"u8)
            || !EndsColumn(text, blanks + word.Length))
        {
            return 0;
        }

        fields |= PerfScriptFields.Event;
        name = word[..^1];
        return WithBlank(text, blanks + word.Length);
    }

    // Nothing, or an address in sixteen columns after a blank, and its symbol and dso.
    private static bool TryParseAddress(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, bool isBare, scoped ref PerfScriptFields fields)
    {
        int blanks = BlankCount(text);
        int end = blanks + PerfScriptText.WordLength(text[blanks..]);
        if (blanks == text.Length)
        {
            return true;
        }

        bool isTracepoint = PerfScriptEvent.IsTracepoint(name);
        if (isTracepoint)
        {
            bool hasFrame = PerfScriptColumns.FindFrame(text, isTracepoint) < text.Length;
            fields |= hasFrame ? PerfScriptFields.Address | PerfScriptFields.Symbol : PerfScriptFields.None;
            return true;
        }

        bool isAligned = isBare ? end == AddressWidth : end >= AddressWidth || (!name.IsEmpty && end < text.Length);
        fields |= PerfScriptFields.Address;
        fields |= end < text.Length ? PerfScriptFields.Symbol : PerfScriptFields.None;
        return isAligned && PerfScriptText.TryHex(text[blanks..end], out _);
    }
}
