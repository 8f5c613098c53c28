using System.Globalization;

namespace Refold;

/// <summary>A place in an input: a line for text, a byte offset for the rest.</summary>
/// <remarks><c>default</c> is no position, as in diagnostics of transforms.</remarks>
/// <param name="Input">The name of the input: a path, or <c>-</c>.</param>
/// <param name="Line">The line, from 1; null for binary inputs.</param>
/// <param name="Offset">The byte offset in the unpacked input, from 0; null for text.</param>
public readonly record struct InputPosition(string Input, long? Line = null, long? Offset = null)
{
    /// <summary>Formats the place as compilers do, for editors: <c>perf.txt(12)</c>, <c>cpu.pb.gz+0x1f</c>.</summary>
    public override string ToString() =>
        Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{Input}({line})")
        : Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{Input}+0x{offset:x}")
        : Input ?? "";
}
