using System.Buffers.Binary;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>
/// Traces as PerfView and TraceEvent keep them (<c>.etlx</c>), and, on Windows, the system's own (<c>.etl</c>). Only
/// read.
/// </summary>
public sealed class EtlxFormat : ProfileFormat
{
    // How far the name of the first object may be.
    private const int NameDistance = 128;

    // Where the header of a buffer ends and the trace's own begins: its version, kind (for 32 or 64 bits) and marker,
    // from the declarations of SYSTEM_TRACE_HEADER.
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

    /// <summary>True if a file begins as those of Windows do.</summary>
    internal static bool IsEventTrace(ReadOnlySpan<byte> head) =>
        head.Length >= EventTraceOffset + sizeof(uint)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[EventTraceOffset..]) is EventTrace32 or EventTrace64;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        head.StartsWith(Objects) && head[..Math.Min(head.Length, NameDistance)].IndexOf("Etlx.TraceLog"u8) >= 0
            ? Confidence.Certain
            : IsEventTrace(head) ? Confidence.Possible : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new EtlxReader(DotNetTraceOptions.From(options));
}
