using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>
/// Recognises profile.proto, which has no signature, by its structure: the first fields must be ones of the schema,
/// stored as it says, and the messages among them too.
/// </summary>
internal static class PprofDetector
{
    private const int MaxNesting = 3;

    // Bytes of a string table with only the empty string, which is a whole, empty profile, or a digit and a zero.
    private const int EmptyString = 2;

    // What fits so far fits on.
    private const int MaxLooked = 4096;

    // Tags of the first fields of all messages. Some others are printable, so a text might fit by accident, but a
    // profile has at least one of these, and a text has none.
    private static ReadOnlySpan<byte> NeverInText => [0x08, 0x10, 0x12, 0x18, 0x1A];

    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, MaxLooked)];
        ReadOnlySpan<byte> rest = head;
        int messages = 0;
        bool hasString = false;
        bool isSure = head.ContainsAny(NeverInText);
        while (TryReadField(ref rest, out uint tag, out ReadOnlySpan<byte> payload, out bool isCut))
        {
            PprofField? field = PprofFields.Profile.Find(tag);
            bool isString = tag == PprofFields.ProfileString;
            if (!Fits(field, tag, payload, isCut, MaxNesting) || (isString && !hasString && !payload.IsEmpty))
            {
                return messages > 0 ? Confidence.Possible : Confidence.None;
            }

            hasString |= isString;
            messages += field?.Message is not null && !payload.IsEmpty ? 1 : 0;
            isSure &= field is not null;
            if (isCut)
            {
                break;
            }
        }

        return !rest.IsEmpty || (messages == 0 && !hasString) ? Confidence.None
            : messages == 0 ? (head.Length <= EmptyString ? Confidence.NameDecides : Confidence.Possible)
            : isSure ? Confidence.Certain
            : Confidence.Possible;
    }

    private static bool Fits(PprofField? field, uint tag, ReadOnlySpan<byte> payload, bool isCut, int nesting)
    {
        uint wireType = tag & WireType.Mask;
        if (field is null)
        {
            return true;
        }

        return field.Takes(wireType)
            && (field.Message is null || nesting == 0 || FitsAll(field.Message, payload, isCut, nesting - 1));
    }

    private static bool FitsAll(PprofMessage message, ReadOnlySpan<byte> rest, bool mayBeCut, int nesting)
    {
        while (!rest.IsEmpty)
        {
            if (!TryReadField(ref rest, out uint tag, out ReadOnlySpan<byte> payload, out bool isCut)
                || (isCut && !mayBeCut)
                || message.Find(tag) is not { } field
                || !Fits(field, tag, payload, isCut, nesting))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a field off the front; false if there is none, or nothing that could be one.</summary>
    private static bool TryReadField(
        ref ReadOnlySpan<byte> rest, out uint tag, out ReadOnlySpan<byte> payload, out bool isCut)
    {
        tag = 0;
        payload = default;
        isCut = false;
        ReadOnlySpan<byte> left = rest;
        if (!TryReadVarint(ref left, out ulong number) || number >> 3 is 0 or > 0x1FFF_FFFF)
        {
            return false;
        }

        tag = (uint)number;
        ulong length = 0;
        switch (tag & WireType.Mask)
        {
            case WireType.Number:
                isCut = !TryReadVarint(ref left, out _);
                break;
            case WireType.Bytes:
                isCut = !TryReadVarint(ref left, out length);
                break;
            case WireType.Fixed64:
                length = 8;
                break;
            case WireType.Fixed32:
                length = 4;
                break;
            default:
                return false;
        }

        isCut |= length > (ulong)left.Length;
        payload = isCut ? left : left[..(int)length];
        rest = left[payload.Length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        int at = 0;
        bool isWhole = Varint.TryRead(rest, ref at, out value);
        rest = rest[at..];
        return isWhole;
    }
}
