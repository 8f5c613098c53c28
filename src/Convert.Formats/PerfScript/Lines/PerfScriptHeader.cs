namespace Refold.Formats.PerfScript;

/// <summary>
/// The first line of a record, cut into columns: who, when, and the rest (<see cref="PerfScriptEvent"/>). The time is
/// the one sure sign of such a line; without it, a thread with an event is.
/// </summary>
internal readonly ref struct PerfScriptHeader
{
    private const int PeriodWidth = 10;

    // Beyond this there is no comm, thread or time: arguments of tracepoints may be long and hold anything.
    private const int MaxHeaderLength = 256;

    /// <summary>How many bytes of the line say who was sampled; the blanks behind them count.</summary>
    public int TaskLength { get; private init; }

    /// <summary>When, in nanoseconds; null if not printed or not in 64 bits.</summary>
    public long? Time { get; private init; }

    /// <summary>Everything behind the task and the time.</summary>
    public ReadOnlySpan<byte> Rest { get; private init; }

    /// <summary>A header whose columns have been split already.</summary>
    /// <param name="taskLength">The bytes of the task.</param>
    /// <param name="time">The time, <c>seconds.fraction</c>, or nothing.</param>
    /// <param name="rest">What follows the time, or the task.</param>
    public static PerfScriptHeader Create(int taskLength, ReadOnlySpan<byte> time, ReadOnlySpan<byte> rest) => new()
    {
        TaskLength = taskLength,
        Time = time.IsEmpty ? null : ParseTime(time),
        Rest = rest,
    };

    /// <summary>
    /// Reads a line as if its first time were meant, which nearly always is so: quick, but for a caller who knows the
    /// task before it.
    /// </summary>
    public static bool TryParseFirst(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        bool hasTime = TryFindTime(line, 0, out int start, out int colon);
        header = hasTime ? At(line, start, colon) : default;
        return hasTime;
    }

    /// <summary>
    /// Reads a line that holds a time: <c>comm pid/tid [cpu] seconds.fraction: …</c>. Comms may look like times, so the
    /// first time that follows a thread is meant; if none does, the first time.
    /// </summary>
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
    /// Reads a line without time: <c>comm pid/tid [cpu] period event: …</c>, as <c>-F -time</c> and very old versions of
    /// perf print it. True if it has both thread and event.
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
                int taskLength = WithoutPeriod(text[..start].TrimEnd("\t"u8));
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
    /// Reads a line without time that ends with its only frame, as <c>-F comm,ip,sym,dso</c> prints it where there is no
    /// call chain.
    /// </summary>
    public static bool TryParseLone(ReadOnlySpan<byte> line, out PerfScriptHeader header)
    {
        int start = PerfScriptColumns.FindFrame(line, isTracepoint: true);
        int taskLength = WithoutPeriod(PerfScriptText.TrimEnd(line[..start]));
        header = new PerfScriptHeader { TaskLength = taskLength, Rest = line[taskLength..] };
        return start < line.Length;
    }

    /// <summary>
    /// Reads a line that only the frames below it show to be the first of a record: a comm, a number, an event …
    /// </summary>
    public static PerfScriptHeader ParseBare(ReadOnlySpan<byte> line)
    {
        int taskLength = PerfScriptText.TrimEnd(line) is [.., (byte)':'] trimmed
            ? WithoutPeriod(line[..PerfScriptText.LastWordStart(trimmed)])
            : WithoutPeriod(line);
        return new PerfScriptHeader { TaskLength = taskLength, Rest = line[taskLength..] };
    }

    /// <summary>
    /// Whether a line with a time is the first of a record: messages have times, too, but neither a thread before it nor
    /// an event or a frame behind.
    /// </summary>
    public static bool IsPlausible(in PerfScriptTask task, in PerfScriptHeader header)
    {
        var text = PerfScriptEvent.Parse(header.Rest);
        bool hasMore = !text.Name.IsEmpty || !text.Period.IsEmpty || PerfScriptColumns.StartsWithAddress(text.Columns);
        return task.Tid is not null
            || (task.Comm.Length <= PerfScriptTask.MaxCommLength && (hasMore || text.Columns.IsEmpty));
    }

    private static PerfScriptHeader At(ReadOnlySpan<byte> line, int start, int colon) =>
        Create(start, line[start..colon], line[(colon + 1)..]);

    // The next word that is digits, a point, digits, a colon.
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

    // Where the period begins that a text ends with, or the end. Only its padding tells it from a thread's number.
    private static int WithoutPeriod(ReadOnlySpan<byte> text)
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
