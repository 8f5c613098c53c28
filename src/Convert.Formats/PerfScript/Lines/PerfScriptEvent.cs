using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>The columns <c>period event: …</c> after the time, any of which may be missing.</summary>
/// <remarks>
/// <code>
///     250000 cycles:ppp:                                       period and event
///          1 sched:sched_switch: prev_comm=a ==> next_comm=b   a tracepoint and its arguments
/// cpu/event=0x3c,umask=0x1/u:                                  -F -period
///    5025125      55adb96d058d f (/tmp/app)                    -F -event: period and the only frame
///          7 my own event:                                     perf record -e cycles/name="my own event"/
/// </code>
/// </remarks>
internal readonly ref struct PerfScriptEvent
{
    private static readonly SearchValues<byte> Modifiers = SearchValues.Create("ukhGHIpPSDWebR"u8);

    /// <summary>The digits of the period; empty if not printed.</summary>
    public ReadOnlySpan<byte> Period { get; private init; }

    /// <summary>The event as perf names it, with its modifiers; empty if not printed.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>
    /// The text after the event, including leading blanks, since only these distinguish some columns:
    /// see <see cref="PerfScriptColumns"/>.
    /// </summary>
    public ReadOnlySpan<byte> Columns { get; private init; }

    /// <summary>Creates an event from columns that are already split.</summary>
    /// <param name="period">The digits of the period, or nothing.</param>
    /// <param name="name">The name of the event, or nothing.</param>
    /// <param name="columns">The text after the event.</param>
    public static PerfScriptEvent Create(
        ReadOnlySpan<byte> period, ReadOnlySpan<byte> name, ReadOnlySpan<byte> columns) =>
        new() { Period = period, Name = name, Columns = PerfScriptText.TrimEnd(columns) };

    /// <summary>Parses the part of a header line after the time.</summary>
    public static PerfScriptEvent Parse(ReadOnlySpan<byte> text)
    {
        text = PerfScriptText.TrimEnd(text);
        ReadOnlySpan<byte> start = PerfScriptText.TrimStart(text);
        int digits = PerfScriptText.DigitCount(start);
        ReadOnlySpan<byte> afterPeriod = start[digits..];
        if (digits > 0 && (afterPeriod.IsEmpty || PerfScriptText.IsBlank(afterPeriod[0])))
        {
            if (TrySplitName(afterPeriod, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> columns))
            {
                return new PerfScriptEvent { Period = start[..digits], Name = name, Columns = columns };
            }

            // Without an event, the digits may also be the address of the only frame; then a symbol follows.
            if (afterPeriod.IsEmpty || PerfScriptColumns.StartsWithAddress(afterPeriod))
            {
                return new PerfScriptEvent { Period = start[..digits], Columns = afterPeriod };
            }
        }

        return TrySplitName(text, out ReadOnlySpan<byte> onlyName, out ReadOnlySpan<byte> others)
            ? new PerfScriptEvent { Name = onlyName, Columns = others }
            : new PerfScriptEvent { Columns = text };
    }

    /// <summary>
    /// The name of the event without modifiers and terms: <c>cycles</c> for <c>cycles:ppp</c> and
    /// <c>cycles/period=9/u</c>; <c>sched:sched_switch</c> is unchanged.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutModifiers(ReadOnlySpan<byte> name)
    {
        int colon = name.LastIndexOf((byte)':');
        bool hasModifiers = colon > 0 && !name[(colon + 1)..].ContainsAnyExcept(Modifiers);
        name = hasModifiers ? name[..colon] : name;
        int slash = name.IndexOf((byte)'/');
        return slash > 0 && name[..slash] is var first && name[slash..].Contains((byte)'=') ? first : name;
    }

    /// <summary>Whether the event is a tracepoint or probe, <c>group:name</c>, and its arguments follow.</summary>
    public static bool IsTracepoint(ReadOnlySpan<byte> name) => WithoutModifiers(name).Contains((byte)':');

    // The name is the first word if that ends in a colon, else all of the text: users may name events with blanks.
    private static bool TrySplitName(
        ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> start = PerfScriptText.TrimStart(text);
        int length = PerfScriptText.WordLength(start);
        if (length > 1 && start[length - 1] == ':')
        {
            name = start[..(length - 1)];
            columns = start[length..];
            return true;
        }

        columns = default;
        name = start is [_, .., (byte)':'] ? start[..^1] : default;
        return !name.IsEmpty;
    }
}
