namespace Refold.Formats.PerfScript;

/// <summary>The header line of a record, split into task, time and the columns that follow.</summary>
/// <remarks>
/// <code>
/// comm          pid/tid  [cpu]      time:     period event:
///
/// node         4242/4250 [003] 12345.678901:  250000 cycles:          perf script's default fields and -F +pid
/// tmux: server  910      [000]    17.000001:       1 cs:              comms may contain blanks and colons
/// :-1            -1      [001]    17.000002:  250000 cycles:          a thread without a known name
/// node         4250                           250000 cycles:          -F -time, and perf before 2.6.39
/// node            401136 main (/bin/app)                              -F comm,ip,sym,dso without call chains
/// </code>
/// Only the time identifies a header with certainty; without a time, a thread and an event do. Comms and arguments of
/// tracepoints may contain any text, even times.
/// </remarks>
internal readonly ref struct PerfScriptHeader
{
    private const int PeriodWidth = 10;

    // Comm, thread and time come earlier in a line: arguments of tracepoints may be long and contain any text.
    private const int MaxHeaderLength = 256;

    /// <summary>Length of the task (comm, pid and tid …) in bytes, including the blanks that follow it.</summary>
    public int TaskLength { get; private init; }

    /// <summary>The time in nanoseconds; null if it is not printed or exceeds 63 bits.</summary>
    public long? Time { get; private init; }

    /// <summary>The text after the task and the time; see <see cref="PerfScriptEvent"/>.</summary>
    public ReadOnlySpan<byte> Rest { get; private init; }

    /// <summary>Creates a header from columns that are already split.</summary>
    /// <param name="taskLength">The length of the task in bytes.</param>
    /// <param name="time">The time, <c>seconds.fraction</c>, or nothing.</param>
    /// <param name="rest">The text after the time, or after the task if there is no time.</param>
    public static PerfScriptHeader Create(int taskLength, ReadOnlySpan<byte> time, ReadOnlySpan<byte> rest) => new()
    {
        TaskLength = taskLength,
        Time = time.IsEmpty ? null : ParseTime(time),
        Rest = rest,
    };

    /// <summary>
    /// Splits the line at its first time. Fast path: correct unless the comm itself contains a time, so the caller
    /// checks that the task before it is a known one and falls back to <see cref="TryParse"/>.
    /// </summary>
    public static bool TryParseAtFirstTime(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        bool hasTime = TryFindTime(line, 0, out int start, out int colon);
        header = hasTime ? At(line, start, colon) : default;
        return hasTime;
    }

    /// <summary>Parses a line with a time: <c>comm pid/tid [cpu] seconds.fraction: …</c>.</summary>
    /// <remarks>
    /// The task ends at the first time that follows a thread, else at the first time of the line. In
    /// <c>1.5: x: 4242 17.000001: 1 cs:</c> the comm is <c>1.5: x:</c>.
    /// </remarks>
    public static bool TryParse(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        header = default;
        bool isFound = false;
        for (int from = 0; TryFindTime(line, from, out int start, out int colon); from = colon + 1)
        {
            bool hasThread = PerfScriptTask.Parse(line[..start], false).Tid is not null;
            if (!isFound || hasThread)
            {
                header = At(line, start, colon);
                isFound = true;
            }

            if (hasThread)
            {
                break;
            }
        }

        return isFound;
    }

    /// <summary>
    /// Parses a line without time, <c>comm pid/tid [cpu] period event: …</c>, as <c>-F -time</c> prints it, and perf
    /// before 2.6.39; false unless it has both a thread and an event.
    /// </summary>
    public static bool TryParseTimeless(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        header = default;
        ReadOnlySpan<byte> text = line[..Math.Min(line.Length, MaxHeaderLength)];
        int length = 0;
        for (int start = 0; start < text.Length; start += Math.Max(length, 1))
        {
            length = PerfScriptText.WordLength(text[start..]);
            if (length > 1 && text[start + length - 1] == ':')
            {
                int taskLength = LengthWithoutPeriod(text[..start].TrimEnd("\t"u8));
                if (PerfScriptTask.Parse(text[..taskLength], false).Tid is not null)
                {
                    header = new PerfScriptHeader { TaskLength = taskLength, Rest = line[taskLength..] };
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Parses a line without time that ends with the only frame of its record, as <c>-F comm,ip,sym,dso</c> prints it
    /// without call chains; false if it has no frame.
    /// </summary>
    public static bool TryParseSingleFrame(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        int start = PerfScriptColumns.FindFrame(line, isTracepoint: true);
        int taskLength = LengthWithoutPeriod(PerfScriptText.TrimEnd(line[..start]));
        header = new PerfScriptHeader { TaskLength = taskLength, Rest = line[taskLength..] };
        return start < line.Length;
    }

    /// <summary>
    /// Parses a line that is a header only because frames follow it: a comm, a number, an event or some of these.
    /// </summary>
    public static PerfScriptHeader ParseBare(ReadOnlySpan<byte> line)
    {
        int taskLength = PerfScriptText.TrimEnd(line) is [.., (byte)':'] trimmed
            ? LengthWithoutPeriod(line[..PerfScriptText.LastWordStart(trimmed)])
            : LengthWithoutPeriod(line);
        return new PerfScriptHeader { TaskLength = taskLength, Rest = line[taskLength..] };
    }

    /// <summary>
    /// Whether a line with a time is a header: messages contain times, too, but neither a thread before the time nor an
    /// event or a frame after it.
    /// </summary>
    public static bool IsPlausible(in PerfScriptTask task, in PerfScriptHeader header)
    {
        var text = PerfScriptEvent.Parse(header.Rest);
        bool hasColumn = !text.Name.IsEmpty || !text.Period.IsEmpty
            || PerfScriptColumns.StartsWithAddress(text.Columns);
        return task.Tid is not null
            || (task.Comm.Length <= PerfScriptTask.MaxCommLength && (hasColumn || text.Columns.IsEmpty));
    }

    private static PerfScriptHeader At(ReadOnlySpan<byte> line, int start, int colon) =>
        Create(start, line[start..colon], line[(colon + 1)..]);

    // Finds the next word of digits, a point, digits and a colon.
    private static bool TryFindTime(ReadOnlySpan<byte> line, int from, out int start, out int colon)
    {
        for (int next = line[from..].IndexOf((byte)':'); next >= 0; next = line[from..].IndexOf((byte)':'))
        {
            colon = from + next;
            if (colon > MaxHeaderLength)
            {
                break;
            }

            if (EndsWithTime(line[..colon], out start)
                && (colon + 1 == line.Length || PerfScriptText.IsBlank(line[colon + 1])))
            {
                return true;
            }

            from = colon + 1;
        }

        start = colon = -1;
        return false;
    }

    private static bool EndsWithTime(ReadOnlySpan<byte> text, out int start)
    {
        start = PerfScriptText.LastWordStart(text);
        int seconds = PerfScriptText.DigitCount(text[start..]);
        ReadOnlySpan<byte> fraction = text[(start + seconds)..];
        return seconds > 0 && fraction is [(byte)'.', _, ..]
            && PerfScriptText.DigitCount(fraction[1..]) == fraction.Length - 1;
    }

    private static long? ParseTime(ReadOnlySpan<byte> text)
    {
        const long NanosecondsInSecond = 1_000_000_000;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> digits = text[(point + 1)..];
        if (!PerfScriptText.TryInteger(text[..point], out long seconds)
            || seconds >= long.MaxValue / NanosecondsInSecond)
        {
            return null;
        }

        long nanoseconds = 0;
        for (int i = 0; i < 9; i++)
        {
            nanoseconds = (nanoseconds * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return (seconds * NanosecondsInSecond) + nanoseconds;
    }

    // The length of a text without the period at its end. Only its width, ten columns, distinguishes it from a tid.
    private static int LengthWithoutPeriod(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = PerfScriptText.TrimEnd(text);
        int start = PerfScriptText.LastWordStart(trimmed);
        int end = PerfScriptText.TrimEnd(trimmed[..start]).Length;
        int columnStart = end == 0 ? 0 : Math.Min(end + 1, start);
        bool isPeriod = PerfScriptText.DigitCount(trimmed[start..]) == trimmed.Length - start
            && start < trimmed.Length
            && trimmed.Length - columnStart >= PeriodWidth;
        return isPeriod ? columnStart : text.Length;
    }
}
