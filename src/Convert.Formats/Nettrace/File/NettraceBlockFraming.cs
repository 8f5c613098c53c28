using System.Buffers.Binary;

namespace Refold.Formats.Nettrace;

/// <summary>Splits a file of version 6 into blocks.</summary>
/// <remarks>
/// <code>
/// "Nettrace"  00 00 00 00  06 00 00 00  00 00 00 00    magic, reserved, major and minor version
/// 52 00 00 01  …                                       a block: size of its body (24 bits), kind 1, body
/// a4 1f 00 02  …                                       a block of events of 8,100 bytes
/// 00 00 00 00                                          the end
/// </code>
/// After a head with an impossible kind, reading goes on where two plausible blocks follow each other.
/// </remarks>
internal sealed class NettraceBlockFraming(NettraceInput input, NettraceFileReader file)
{
    private const int HeadLength = 4;

    // Leaves room for kinds of later writers.
    private const int LargestKind = 32;

    // A plausible size when searching: ten times that of the blocks that writers make.
    private const int LargestPlausibleBlock = 1 << 20;

    /// <summary>Reads all blocks.</summary>
    /// <exception cref="ProfileFormatException">The first block is not the trace block.</exception>
    public void Run()
    {
        bool hasTrace = false;
        while (input.TryPeek(HeadLength, out ReadOnlySpan<byte> head))
        {
            (NettraceBlockKind kind, int length) = Split(head);
            if (!hasTrace && kind != NettraceBlockKind.Trace)
            {
                string problem = $"expected the trace block, found a block of kind {(int)kind}";
                throw new ProfileFormatException(input.Position, problem);
            }

            hasTrace = true;
            if (!IsPossible(kind, length))
            {
                if (!TryFindNext())
                {
                    break;
                }

                continue;
            }

            if (kind == NettraceBlockKind.End)
            {
                return;
            }

            if (kind > NettraceBlockKind.Labels)
            {
                string problem = $"unknown block kind {(int)kind}; the block is discarded";
                file.Warn("nettrace.unknown-block", input.Offset, problem);
            }

            input.Skip(HeadLength);
            if (!file.Read(kind, length))
            {
                return;
            }
        }

        file.CutOff();
    }

    private static (NettraceBlockKind Kind, int Length) Split(ReadOnlySpan<byte> head)
    {
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(head);
        return ((NettraceBlockKind)(word >> 24), (int)(word & 0xFF_FFFF));
    }

    private static bool IsPossible(NettraceBlockKind kind, int length) =>
        kind == NettraceBlockKind.End ? length == 0 : (int)kind <= LargestKind;

    private bool TryFindNext()
    {
        const int Step = 1 << 16;
        long start = input.Offset;
        bool isWhole = true;
        int at = -1;
        while (isWhole && at < 0)
        {
            isWhole = input.TryPeek(Step + HeadLength, out ReadOnlySpan<byte> bytes);
            int last = Math.Max(0, bytes.Length - HeadLength);
            for (int i = input.Offset == start ? 1 : 0; i < last && at < 0; i++)
            {
                at = IsFollowed(i) ? i : -1;
            }

            input.Skip(at >= 0 ? at : isWhole ? last : bytes.Length);
        }

        file.Warn(
            NettraceFileReader.DamagedId,
            start,
            $"expected the length and the kind of a block, found neither; {input.Offset - start} bytes are discarded");
        return at >= 0;
    }

    private bool IsFollowed(int at)
    {
        input.TryPeek(at + HeadLength, out ReadOnlySpan<byte> bytes);
        (NettraceBlockKind kind, int length) = Split(bytes[at..]);
        if (kind is NettraceBlockKind.End or > NettraceBlockKind.Labels || length is 0 or > LargestPlausibleBlock)
        {
            return false;
        }

        int next = at + HeadLength + length;
        if (!input.TryPeek(next + HeadLength, out bytes))
        {
            return false;
        }

        (kind, length) = Split(bytes[next..]);
        return IsPossible(kind, length) && kind <= NettraceBlockKind.Labels;
    }
}
