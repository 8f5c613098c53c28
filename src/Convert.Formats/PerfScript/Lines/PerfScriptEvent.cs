using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>What was counted: the columns <c>period event: …</c> behind the time, of which any may be missing.</summary>
internal readonly ref struct PerfScriptEvent
{
    private static readonly SearchValues<byte> Modifiers = SearchValues.Create("ukhGHIpPSDWebR"u8);

    /// <summary>The digits of the period; empty if not printed.</summary>
    public ReadOnlySpan<byte> Period { get; private init; }

    /// <summary>The event as perf names it, modifiers with it; empty if not printed.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>What follows, blanks before it kept, since they tell columns apart: see <see cref="PerfScriptColumns"/>.</summary>
    public ReadOnlySpan<byte> Columns { get; private init; }

    /// <summary>Columns that have been split already.</summary>
    /// <param name="period">The digits of the period, or nothing.</param>
    /// <param name="name">The name of the event, or nothing.</param>
    /// <param name="columns">What follows.</param>
    public static PerfScriptEvent Create(
        ReadOnlySpan<byte> period, ReadOnlySpan<byte> name, ReadOnlySpan<byte> columns) =>
        new() { Period = period, Name = name, Columns = PerfScriptText.TrimEnd(columns) };

    /// <summary>Reads the part of a line behind the time.</summary>
    public static PerfScriptEvent Parse(ReadOnlySpan<byte> text)
    {
        text = PerfScriptText.TrimEnd(text);
        ReadOnlySpan<byte> start = PerfScriptText.TrimStart(text);
        int digits = PerfScriptText.DigitCount(start);
        ReadOnlySpan<byte> behind = start[digits..];
        if (digits > 0 && (behind.IsEmpty || PerfScriptText.IsBlank(behind[0])))
        {
            if (TrySplitName(behind, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> columns))
            {
                return new PerfScriptEvent { Period = start[..digits], Name = name, Columns = columns };
            }

            // Without an event, digits may also be the address of a single-line record: then a symbol follows.
            if (behind.IsEmpty || PerfScriptColumns.StartsWithAddress(behind))
            {
                return new PerfScriptEvent { Period = start[..digits], Columns = behind };
            }
        }

        return TrySplitName(text, out ReadOnlySpan<byte> onlyName, out ReadOnlySpan<byte> others)
            ? new PerfScriptEvent { Name = onlyName, Columns = others }
            : new PerfScriptEvent { Columns = text };
    }

    /// <summary>
    /// The name without what says how it was counted: <c>cycles</c> for <c>cycles:ppp</c> and <c>cycles/period=9/u</c>,
    /// but <c>sched:sched_switch</c> for itself.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutModifiers(ReadOnlySpan<byte> name)
    {
        int colon = name.LastIndexOf((byte)':');
        bool hasModifiers = colon > 0 && !name[(colon + 1)..].ContainsAnyExcept(Modifiers);
        name = hasModifiers ? name[..colon] : name;
        int slash = name.IndexOf((byte)'/');
        return slash > 0 && name[..slash] is var first && name[slash..].Contains((byte)'=') ? first : name;
    }

    /// <summary>True for a tracepoint or probe, <c>group:name</c>, whose arguments are printed behind it.</summary>
    public static bool IsTracepoint(ReadOnlySpan<byte> name) => WithoutModifiers(name).Contains((byte)':');

    // The name is the first word if that ends in a colon; or all of it, since users may name events with blanks.
    private static bool TrySplitName(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> columns)
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
