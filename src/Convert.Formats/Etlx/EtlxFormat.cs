using System.Buffers.Binary;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>
/// Traces of PerfView and TraceEvent (<c>.etlx</c>) and, on Windows, of the system (<c>.etl</c>). Read only.
/// </summary>
/// <remarks>
/// <code>
/// .etlx    14 00 00 00 "!FastSerialization.1"  04 …  "Microsoft.Diagnostics.Tracing.Etlx.TraceLog"
/// .etl     at 0x48: 02 00 02 c0                      or 02 00 01 c0 for 32 bits
/// </code>
/// </remarks>
public sealed class EtlxFormat : ProfileFormat
{
    // The name of the first object's type is within this distance of the start.
    private const int NameDistance = 128;

    // The end of the buffer header, where the SYSTEM_TRACE_HEADER of the first event starts: version (16 bits), header
    // type (1 for 32 bits, 2 for 64) and marker flags.
    private const int EventTraceOffset = 0x48;
    private const uint EventTrace32 = 0xC001_0002;
    private const uint EventTrace64 = 0xC002_0002;

    private static ReadOnlySpan<byte> Objects => "\u0014\0\0\0!FastSerialization.1"u8;

    /// <inheritdoc/>
    public override string Name => "etlx";

    /// <inheritdoc/>
    public override string Title => "Traces of PerfView and TraceEvent (ETLX; on Windows ETL, too)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".etlx", ".etl"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All & ~ProfileFacts.Inlining;

    /// <inheritdoc/>
    public override bool IsBinary => true;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => DotNetTraceOptions.Declared;

    /// <summary>Whether the first bytes are those of a trace of Windows (ETL).</summary>
    internal static bool IsEventTrace(ReadOnlySpan<byte> head) =>
        head.Length >= EventTraceOffset + sizeof(uint)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[EventTraceOffset..]) is EventTrace32 or EventTrace64;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        head.StartsWith(Objects) && head[..Math.Min(head.Length, NameDistance)].IndexOf("Etlx.TraceLog"u8) >= 0
            ? Confidence.Certain
            : IsEventTrace(head) ? Confidence.Possible : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) =>
        new EtlxReader(DotNetTraceOptions.From(options));
}
