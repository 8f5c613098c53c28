namespace Refold.Formats.PerfScript;

/// <summary>The columns <c>machine_pid</c> and <c>vcpu</c> of a sample in a virtual machine.</summary>
/// <remarks>
/// <code>
/// VM:4242 VCPU:000             app 10/11 [001] 5.000001:     1000 cycles:u:
/// app 10/11 VM:4242 VCPU:1 [001] 5.000001:     1000 cycles:u:
/// </code>
/// </remarks>
internal readonly ref struct PerfScriptGuest
{
    /// <summary>The id of the process that runs the virtual machine; null if not printed.</summary>
    public long? Machine { get; private init; }

    /// <summary>The virtual processor; null if not printed.</summary>
    public long? VirtualCpu { get; private init; }

    /// <summary>The task without these columns.</summary>
    public ReadOnlySpan<byte> Task { get; private init; }

    /// <summary>Whether the line begins with these columns.</summary>
    public bool IsFirst { get; private init; }

    /// <summary>Splits the columns from a task; false if it has none.</summary>
    /// <param name="text">The line up to the time.</param>
    /// <param name="guest">The columns.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out PerfScriptGuest guest)
    {
        guest = default;
        int start = text.StartsWith("VM:"u8) ? 0 : text.IndexOf(" VM:"u8) + 1;
        if (start == 0 && !text.StartsWith("VM:"u8))
        {
            return false;
        }

        int end = start + "VM:".Length;
        if (!TryNumber(text, ref end, out long machine))
        {
            return false;
        }

        long? virtualCpu = null;
        if (text[end..].StartsWith("VCPU:"u8))
        {
            int after = end + "VCPU:".Length;
            virtualCpu = TryNumber(text, ref after, out long number) ? number : null;
            end = virtualCpu is null ? end : after;
        }

        guest = new PerfScriptGuest
        {
            Machine = machine,
            VirtualCpu = virtualCpu,
            Task = start == 0 ? text[end..] : (byte[])[.. text[..start], .. text[end..]],
            IsFirst = start == 0,
        };
        return true;
    }

    // A number with blanks around it.
    private static bool TryNumber(ReadOnlySpan<byte> text, scoped ref int at, out long number)
    {
        ReadOnlySpan<byte> rest = PerfScriptText.TrimStart(text[at..]);
        int length = PerfScriptText.WordLength(rest);
        at = text.Length - PerfScriptText.TrimStart(rest[length..]).Length;
        return PerfScriptText.TryInteger(rest[..length], out number);
    }
}
