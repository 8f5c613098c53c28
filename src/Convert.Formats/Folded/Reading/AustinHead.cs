using System.Buffers.Text;

namespace Refold.Formats.Folded;

/// <summary>Reads the head of files of Austin, a sampling profiler for Python, which states the sample types.</summary>
/// <remarks>
/// <code>
/// # austin: 3.6.0
/// # interval: 100
/// # mode: wall
///
/// P42;T0x7f3a:1;app.py:main:10;app.py:work:22 300        process, thread, frames, microseconds
/// P42;T0x7f3a:1;app.py:main:10 300,1,-4096               mode full: microseconds, 1 if idle, change of memory in bytes
/// </code>
/// Source: P403n1x87/austin, README.
/// </remarks>
internal static class AustinHead
{
    private const string Mode = "mode: ";

    private static readonly SampleType Wall = new("wall", "microseconds");
    private static readonly SampleType Cpu = new("cpu", "microseconds");
    private static readonly SampleType Memory = new("memory", "bytes");

    /// <summary>Reads the sample types of the mode; null if the file is not from Austin.</summary>
    /// <param name="comments">The comments before the first stack, without the number sign.</param>
    /// <param name="line">The line of the first stack.</param>
    public static SampleType[]? TryRead(IReadOnlyList<string> comments, ReadOnlySpan<byte> line)
    {
        string? mode = comments.LastOrDefault(c => c.StartsWith(Mode, StringComparison.Ordinal))?[Mode.Length..].Trim();
        return !TrySplit(line, out _, out _) ? null : mode switch
        {
            "wall" => [Wall],
            "cpu" => [Cpu],
            "memory" => [Memory],
            "full" => [Wall, Cpu, Memory],
            _ => null,
        };
    }

    /// <summary>Splits a stack after its process and its thread.</summary>
    /// <param name="stack">The stack: <c>P42;T0x7f3a:1;main</c>.</param>
    /// <param name="process">The id of the process, 42.</param>
    /// <param name="thread">The id of the thread, <c>0x7f3a:1</c>.</param>
    public static bool TrySplit(ReadOnlySpan<byte> stack, out long process, out ReadOnlySpan<byte> thread)
    {
        thread = default;
        process = 0;
        if (stack is not [(byte)'P', ..]
            || !Utf8Parser.TryParse(stack[1..], out process, out int digits)
            || !stack[(1 + digits)..].StartsWith(";T"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = stack[(1 + digits + 2)..];
        int end = rest.IndexOf((byte)';');
        thread = end < 0 ? rest : rest[..end];
        return true;
    }

    /// <summary>Reads the three numbers of mode full as wall time, CPU time and memory.</summary>
    public static bool TryReadFull(ReadOnlySpan<byte> metrics, Span<long> values)
    {
        int first = metrics.IndexOf((byte)',');
        int second = metrics.LastIndexOf((byte)',');
        if (second <= first
            || !TryReadWhole(metrics[..first], out long time)
            || !TryReadWhole(metrics[(first + 1)..second], out long idle)
            || !TryReadWhole(metrics[(second + 1)..], out long memory))
        {
            return false;
        }

        (values[0], values[1], values[2]) = (time, idle == 0 ? time : 0, memory);
        return true;
    }

    private static bool TryReadWhole(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
}
