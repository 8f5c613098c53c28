using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>The columns before the time, <c>comm pid/tid [cpu] mode</c>, any of which may be missing.</summary>
/// <remarks>
/// <code>
/// node         4242/4250 [003] U        comm, pid, tid, cpu, mode: -F +pid,+misc with perf record -a
/// Web Content   910                     comm and tid: perf script's default without -a
/// 1.5: x          1/1                   comms may contain any text
///            node  4250                 without call chains: comm in sixteen columns, tid in five
/// app     1 [001] 2026-11-23 05:15:23.728953   -F +tod
/// </code>
/// As comms may contain any text, the columns are recognised from the right. perf pads numbers to five columns, and
/// comms to sixteen if no call chain follows; blanks beyond the padding belong to the comm. Source:
/// tools/perf/builtin-script.c, perf_sample__fprintf_start.
/// </remarks>
internal readonly ref struct PerfScriptTask
{
    /// <summary>The maximal length of a comm in bytes: the kernel keeps fifteen.</summary>
    public const int MaxCommLength = 15;

    private static readonly SearchValues<byte> ModeLetters = SearchValues.Create("KUHGgMESp"u8);
    private static readonly SearchValues<byte> TimeOfDayLetters = SearchValues.Create("0123456789-:. "u8);

    private const int NumberWidth = 5;
    private const int CommWidth = 16;

    /// <summary>The name of the thread, unchanged; empty if it is empty or not printed.</summary>
    public ReadOnlySpan<byte> Comm { get; private init; }

    /// <summary>The id of the process; null if not printed.</summary>
    public long? Pid { get; private init; }

    /// <summary>The id of the thread; null if not printed. A single number is the tid, perf's default.</summary>
    public long? Tid { get; private init; }

    /// <summary>The processor; null if not printed.</summary>
    public long? Cpu { get; private init; }

    /// <summary>The letters of the running code: <c>U</c> user, <c>K</c> kernel …; empty if not printed.</summary>
    public ReadOnlySpan<byte> Mode { get; private init; }

    /// <summary>The id of the process that runs the sampled virtual machine; null if not printed.</summary>
    public long? Machine { get; private init; }

    /// <summary>The virtual processor of that machine; null if not printed.</summary>
    public long? VirtualCpu { get; private init; }

    /// <summary>Whether a date and a time of day precede the time.</summary>
    public bool HasTimeOfDay { get; private init; }

    /// <summary>Creates a task from columns that are already split.</summary>
    /// <param name="comm">The comm, without padding.</param>
    /// <param name="ids">The column <c>pid/tid</c> or <c>tid</c>, or nothing.</param>
    /// <param name="cpu">The column <c>[cpu]</c>, or nothing.</param>
    public static PerfScriptTask Create(ReadOnlySpan<byte> comm, ReadOnlySpan<byte> ids, ReadOnlySpan<byte> cpu)
    {
        ReadOnlySpan<byte> word = PerfScriptText.Trim(ids);
        bool hasIds = TryParseIds(word, out long? pid, out long? tid, out _);
        bool hasCpu = TryParseCpu(PerfScriptText.Trim(cpu), out long number);
        return new PerfScriptTask
        {
            Comm = comm,
            Pid = hasIds ? pid : null,
            Tid = hasIds ? tid : null,
            Cpu = hasCpu ? number : null,
        };
    }

    /// <summary>Parses the columns; the text before all recognised ones is the comm.</summary>
    /// <param name="text">The line up to the time.</param>
    /// <param name="isPadded">Whether no call chain follows, so that leading blanks are padding of the comm.</param>
    public static PerfScriptTask Parse(ReadOnlySpan<byte> text, bool isPadded)
    {
        bool hasTimeOfDay = EndsWithTimeOfDay(text, out int dateStart);
        ReadOnlySpan<byte> rest = hasTimeOfDay ? text[..dateStart] : text;
        if (PerfScriptGuest.TryParse(rest, out PerfScriptGuest guest))
        {
            rest = guest.Task;
            isPadded |= guest.IsFirst;
        }

        if (!TryParseNumbers(rest, out PerfScriptTask task) && EndsWithMode(rest, out int modeStart)
            && TryParseNumbers(rest[..modeStart], out PerfScriptTask other))
        {
            task = other with { Mode = PerfScriptText.TrimEnd(rest[modeStart..]) };
        }

        return task with
        {
            Comm = isPadded || task.Comm.Length >= CommWidth ? PerfScriptText.TrimStart(task.Comm) : task.Comm,
            HasTimeOfDay = hasTimeOfDay,
            Machine = guest.Machine,
            VirtualCpu = guest.VirtualCpu,
        };
    }

    // comm pid/tid [cpu]
    private static bool TryParseNumbers(ReadOnlySpan<byte> text, out PerfScriptTask task)
    {
        ReadOnlySpan<byte> rest = PerfScriptText.TrimEnd(text);
        int start = PerfScriptText.LastWordStart(rest);
        long? cpu = null;
        if (TryParseCpu(rest[start..], out long number))
        {
            cpu = number;
            rest = PerfScriptText.TrimEnd(rest[..start]);
            start = PerfScriptText.LastWordStart(rest);
        }

        if (TryParseIds(rest[start..], out long? pid, out long? tid, out int digits))
        {
            task = new PerfScriptTask { Comm = CommBefore(rest, start, digits), Pid = pid, Tid = tid, Cpu = cpu };
            return true;
        }

        task = new PerfScriptTask { Comm = rest, Cpu = cpu };
        return false;
    }

    private static bool TryParseCpu(ReadOnlySpan<byte> word, out long number)
    {
        number = 0;
        return word is [(byte)'[', .. var inner, (byte)']'] && PerfScriptText.TryInteger(inner, out number);
    }

    // `pid/tid` or `tid`; digits is the width of the first number.
    private static bool TryParseIds(ReadOnlySpan<byte> word, out long? pid, out long? tid, out int digits)
    {
        int slash = word.IndexOf((byte)'/');
        digits = slash < 0 ? word.Length : slash;
        bool hasFirst = PerfScriptText.TryInteger(word[..digits], out long first);
        long second = first;
        bool hasSecond = slash < 0 || PerfScriptText.TryInteger(word[(slash + 1)..], out second);
        pid = slash < 0 ? null : first;
        tid = second;
        return hasFirst && hasSecond;
    }

    private static ReadOnlySpan<byte> CommBefore(ReadOnlySpan<byte> text, int idStart, int digits)
    {
        int end = idStart - 1 - Math.Max(0, NumberWidth - digits);
        bool isExact = end >= 0 && end <= CommWidth && PerfScriptText.IsBlank(text[end..idStart]);
        return isExact ? text[..end] : PerfScriptText.TrimEnd(text[..idStart]);
    }

    private static bool EndsWithMode(ReadOnlySpan<byte> text, out int start)
    {
        ReadOnlySpan<byte> trimmed = PerfScriptText.TrimEnd(text);
        start = PerfScriptText.LastWordStart(trimmed);
        return trimmed.Length - start is > 0 and <= 6 && !trimmed[start..].ContainsAnyExcept(ModeLetters);
    }

    // `2026-11-23 05:15:23.728953`, the column tod.
    private static bool EndsWithTimeOfDay(ReadOnlySpan<byte> text, out int dateStart)
    {
        ReadOnlySpan<byte> trimmed = PerfScriptText.TrimEnd(text);
        int timeStart = PerfScriptText.LastWordStart(trimmed);
        dateStart = timeStart - "2026-11-23 ".Length;
        return dateStart >= 0
            && trimmed[timeStart..] is [_, _, (byte)':', _, _, (byte)':', _, _, (byte)'.', ..]
            && trimmed[dateStart..timeStart] is [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)' ']
            && !trimmed[dateStart..].ContainsAnyExcept(TimeOfDayLetters);
    }
}
