using System.Buffers.Binary;

namespace Refold.Formats.Nettrace;

/// <summary>
/// The layer of version 6 between file and blocks: a length and a kind in front of each. Where these make no sense, a
/// place is looked for from which two blocks follow each other.
/// </summary>
internal sealed class NettraceBlockFraming(NettraceInput input, NettraceFileReader file)
{
    private const int HeadLength = 4;

    // Newer writers may have more kinds, but not this many.
    private const int LargestKind = 32;

    // What writers make is a tenth of this; only where to go on is not looked for beyond.
    private const int LargestSought = 1 << 20;

    public void Run()
    {
        bool hasTrace = false;
        while (input.TryPeek(HeadLength, out ReadOnlySpan<byte> head))
        {
            (NettraceBlockKind kind, int length) = Split(head);
            if (!hasTrace && kind != NettraceBlockKind.Trace)
            {
                throw new ProfileFormatException(input.Position, $"expected the trace block, found a block of kind {(int)kind}");
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
                string problem = $"block of kind {(int)kind}, which is not known; it is left out";
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
            $"expected the length and the kind of a block, found neither; {input.Offset - start} bytes are left out");
        return at >= 0;
    }

    private bool IsFollowed(int at)
    {
        input.TryPeek(at + HeadLength, out ReadOnlySpan<byte> bytes);
        (NettraceBlockKind kind, int length) = Split(bytes[at..]);
        if (kind is NettraceBlockKind.End or > NettraceBlockKind.Labels || length is 0 or > LargestSought)
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
