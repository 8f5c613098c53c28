using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>
/// One event of a trace up to Go 1.21, as it stands in the file.
/// <code>
///     n·type · n + 1 numbers              n in the upper two bits, at most 2
///     3·type · length · numbers           as many as fill the length
///     String · id · length · bytes
/// </code>
/// The first number is the time since the event before; Go 1.5 has a sequence number before that, and one number more.
/// </summary>
internal struct GoV1Record
{
    private const int LengthFollows = 3;

    /// <summary>What it is.</summary>
    public GoV1Event Type;

    /// <summary>How much greater than that of the event before its sequence number is (Go 1.5 alone).</summary>
    public ulong SequenceDelta;

    /// <summary>Ticks since the event before.</summary>
    public ulong TickDelta;

    /// <summary>The first argument.</summary>
    public ulong A;

    /// <summary>The second argument.</summary>
    public ulong B;

    /// <summary>The third argument.</summary>
    public ulong C;

    /// <summary>The id of the stack; 0 if there is none.</summary>
    public ulong Stack;

    /// <summary>For names and stacks: where the bytes or the frames begin.</summary>
    public int ContentOffset;

    /// <summary>Reads the event at a place, which moves behind it; false if there is none that makes sense.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes, ref int at, GoV1Layout layout)
    {
        if (at >= bytes.Length)
        {
            return false;
        }

        byte head = bytes[at++];
        Type = (GoV1Event)(head & 0x3F);
        if (!layout.Has(Type))
        {
            return false;
        }

        if (Type == GoV1Event.String)
        {
            return TryReadName(bytes, ref at);
        }

        int count = (head >> 6) + (layout.HasSequences ? 2 : 1);
        int end = -1;
        if (head >> 6 == LengthFollows)
        {
            if (!Varint.TryRead(bytes, ref at, out ulong length) || length > (ulong)(bytes.Length - at))
            {
                return false;
            }

            count = -1;
            end = at + (int)length;
        }

        bool isRead = Type switch
        {
            GoV1Event.Stack => TryReadStack(bytes, ref at, layout),
            GoV1Event.Batch or GoV1Event.Frequency or GoV1Event.TimerGoroutine => TryReadPlain(bytes, ref at, count),
            _ => TryReadTimed(bytes, ref at, count, layout),
        };
        return isRead && (end < 0 || at == end) && (Type != GoV1Event.Log || TrySkipMessage(bytes, ref at));
    }

    /// <summary>
    /// Goes over an event that the first pass has no use for; false, and nowhere further, if it has to be looked at.
    /// </summary>
    public static bool TrySkip(ReadOnlySpan<byte> bytes, ref int at, GoV1Layout layout)
    {
        byte head = bytes[at];
        int numbers = layout.NumbersToSkip((GoV1Event)(head & 0x3F));
        bool isLong = head >> 6 == LengthFollows;
        int next = at + (isLong ? 2 : 1);
        if (numbers == 0 || (!isLong && numbers != (head >> 6) + 1) || next > bytes.Length)
        {
            return false;
        }

        while (numbers > 0 && next < bytes.Length)
        {
            numbers -= bytes[next++] < 0x80 ? 1 : 0;
        }

        bool isSkipped = numbers == 0
            && (isLong ? next == at + 2 + bytes[at + 1] : next - at <= 1 + (LengthFollows * Varint.MaxLength));
        at = isSkipped ? next : at;
        return isSkipped;
    }

    private bool TryReadName(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!Varint.TryRead(bytes, ref at, out A) || !Varint.TryRead(bytes, ref at, out B)
            || B > GoV1Layout.MaxNameLength || B > (ulong)(bytes.Length - at))
        {
            return false;
        }

        ContentOffset = at;
        at += (int)B;
        return true;
    }

    private bool TryReadStack(ReadOnlySpan<byte> bytes, ref int at, GoV1Layout layout)
    {
        if (!Varint.TryRead(bytes, ref at, out A) || !Varint.TryRead(bytes, ref at, out B) || B > GoStacks.MaxFrames)
        {
            return false;
        }

        ContentOffset = at;
        int count = (int)B * (layout.HasSequences ? 1 : 4);
        for (int i = 0; i < count; i++)
        {
            if (!Varint.TryRead(bytes, ref at, out _))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadPlain(ReadOnlySpan<byte> bytes, ref int at, int count)
    {
        (B, C) = (0, 0);
        return count is >= 1 and <= 3
            && Varint.TryRead(bytes, ref at, out A)
            && (count < 2 || Varint.TryRead(bytes, ref at, out B))
            && (count < 3 || Varint.TryRead(bytes, ref at, out C));
    }

    private bool TryReadTimed(ReadOnlySpan<byte> bytes, ref int at, int count, GoV1Layout layout)
    {
        (SequenceDelta, A, B, C, Stack) = (0, 0, 0, 0, 0);
        int arguments = layout.ArgumentsOf(Type);
        bool hasStack = GoV1Layout.HasStack(Type);
        int expected = (layout.HasSequences ? 2 : 1) + arguments + (hasStack ? 1 : 0);
        return (count < 0 || count == expected)
            && (!layout.HasSequences || Varint.TryRead(bytes, ref at, out SequenceDelta))
            && Varint.TryRead(bytes, ref at, out TickDelta)
            && (arguments < 1 || Varint.TryRead(bytes, ref at, out A))
            && (arguments < 2 || Varint.TryRead(bytes, ref at, out B))
            && (arguments < 3 || Varint.TryRead(bytes, ref at, out C))
            && (!hasStack || Varint.TryRead(bytes, ref at, out Stack));
    }

    private static bool TrySkipMessage(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!Varint.TryRead(bytes, ref at, out ulong length) || length > (ulong)(bytes.Length - at))
        {
            return false;
        }

        at += (int)length;
        return true;
    }
}
