namespace Refold.Formats.Pprof;

/// <summary>The wire type of a protobuf field: the low three bits of its tag.</summary>
/// <remarks>
/// <code>
///     08 96 01                        field 1, number: 150, seven bits a byte
///     11 00 00 00 00 00 00 f0 3f      field 2, fixed 64 bits
///     1a 03 61 62 63                  field 3, bytes: length 3, "abc"
///     25 01 00 00 00                  field 4, fixed 32 bits
/// </code>
/// Source: protobuf.dev, "Encoding".
/// </remarks>
internal static class WireType
{
    public const uint Number = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint Fixed32 = 5;
    public const uint Mask = 7;
}
