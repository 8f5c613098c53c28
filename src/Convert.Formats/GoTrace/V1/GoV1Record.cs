using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>One event of a trace of Go 1.5 to 1.21.</summary>
/// <remarks>
/// The first byte has the type in its lower six bits and a count in its upper two; all numbers are varints:
/// <code>
/// count 0 … 2 · type | count + 1 numbers           Go 1.5 and 1.6: count + 2 numbers
/// count 3     · type | length | numbers            as many as fill the length
/// 25 (String) | id | length | bytes                the count is not used
///
/// 41 | 00 | cf ad ed ed a6 04         Batch: processor 0, ticks
/// 45 | 03 | 03                        ProcStart: 3 ticks later, thread 3
/// 8e | b3 11 | 12 | 01                GoStart: 2227 ticks later, goroutine 18, sequence number 1
/// 5c | 3a | 0f                        GoSysCall: 58 ticks later, stack 15
/// 54 | 9d 05 | 10                     GoBlock: 669 ticks later, stack 16
/// 25 | 08 | 07 | "syscall"            String 8
/// ef | 05 | 0c | 01 | 00 | 08 | 20    Region, 5 bytes: 12 ticks later, task 1, begin, name 8, stack 32
/// c3 | ec 80 80 80 80 80 80 80 80 00 | cc 01 | 0c | c5 cf 86 02 | e9 01 | a9 01 | ab 09 | …
///                                     Stack, 108 bytes: id 204, 12 frames (see GoStackTable)
/// </code>
/// The first number of an event with a time is the difference to the previous event of its batch. Go 1.5 and 1.6 have
/// the difference of the sequence numbers before it.
/// </remarks>
internal struct GoV1Record
{
    private const int LengthFollows = 3;

    /// <summary>The type of the event.</summary>
    public GoV1Event Type;

    /// <summary>The difference to the previous event's sequence number (Go 1.5 and 1.6).</summary>
    public ulong SequenceDelta;

    /// <summary>The difference to the previous event's time, in ticks.</summary>
    public ulong TickDelta;

    /// <summary>The first argument.</summary>
    public ulong A;

    /// <summary>The second argument.</summary>
    public ulong B;

    /// <summary>The third argument.</summary>
    public ulong C;

    /// <summary>The id of the stack; 0 if there is none.</summary>
    public ulong Stack;

    /// <summary>The offset of a string's bytes or a stack's frames.</summary>
    public int ContentOffset;

    /// <summary>Reads an event; false, with the cursor anywhere in it, if there is no valid event.</summary>
    public bool TryRead(ref ByteCursor cursor, GoV1Layout layout)
    {
        if (!cursor.TryReadByte(out byte head))
        {
            return false;
        }

        Type = (GoV1Event)(head & 0x3F);
        if (!layout.Has(Type))
        {
            return false;
        }

        if (Type == GoV1Event.String)
        {
            return TryReadName(ref cursor);
        }

        int count = (head >> 6) + (layout.HasSequences ? 2 : 1);
        int end = -1;
        if (head >> 6 == LengthFollows)
        {
            if (!cursor.TryReadVarint(out ulong length) || length > (ulong)cursor.Remaining)
            {
                return false;
            }

            count = -1;
            end = cursor.Position + (int)length;
        }

        bool isRead = Type switch
        {
            GoV1Event.Stack => TryReadStack(ref cursor, layout),
            GoV1Event.Batch or GoV1Event.Frequency or GoV1Event.TimerGoroutine => TryReadPlain(ref cursor, count),
            _ => TryReadTimed(ref cursor, count, layout),
        };
        return isRead && (end < 0 || cursor.Position == end)
            && (Type != GoV1Event.Log || cursor.TryReadPrefixed(out _));
    }

    /// <summary>
    /// Skips an event that the first pass does not use; false, with the offset unchanged, if it does. Counting the last
    /// bytes of varints is faster than decoding them.
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

    private bool TryReadName(ref ByteCursor cursor)
    {
        if (!cursor.TryReadVarint(out A) || !cursor.TryReadVarint(out B) || B > GoV1Layout.MaxNameLength)
        {
            return false;
        }

        ContentOffset = cursor.Position;
        return cursor.TrySkip(B);
    }

    private bool TryReadStack(ref ByteCursor cursor, GoV1Layout layout)
    {
        if (!cursor.TryReadVarint(out A) || !cursor.TryReadVarint(out B) || B > GoStackTable.MaxFrames)
        {
            return false;
        }

        ContentOffset = cursor.Position;
        return cursor.TrySkipVarints((int)B * (layout.HasSequences ? 1 : 4));
    }

    private bool TryReadPlain(ref ByteCursor cursor, int count)
    {
        (B, C) = (0, 0);
        return count is >= 1 and <= 3
            && cursor.TryReadVarint(out A)
            && (count < 2 || cursor.TryReadVarint(out B))
            && (count < 3 || cursor.TryReadVarint(out C));
    }

    private bool TryReadTimed(ref ByteCursor cursor, int count, GoV1Layout layout)
    {
        (SequenceDelta, A, B, C, Stack) = (0, 0, 0, 0, 0);
        int arguments = layout.CountArguments(Type);
        bool hasStack = GoV1Layout.HasStack(Type);
        int expected = (layout.HasSequences ? 2 : 1) + arguments + (hasStack ? 1 : 0);
        return (count < 0 || count == expected)
            && (!layout.HasSequences || cursor.TryReadVarint(out SequenceDelta))
            && cursor.TryReadVarint(out TickDelta)
            && (arguments < 1 || cursor.TryReadVarint(out A))
            && (arguments < 2 || cursor.TryReadVarint(out B))
            && (arguments < 3 || cursor.TryReadVarint(out C))
            && (!hasStack || cursor.TryReadVarint(out Stack));
    }
}
