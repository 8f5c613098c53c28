namespace Refold.Formats.Pprof;

/// <summary>
/// How a field of a protobuf message is stored; the low three bits of its tag. Source: protobuf.dev, "Encoding".
/// </summary>
internal static class WireType
{
    public const uint Number = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint Fixed32 = 5;
    public const uint Mask = 7;
}
