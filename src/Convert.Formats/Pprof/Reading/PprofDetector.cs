using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Recognises profile.proto, which has no signature, by its structure.</summary>
/// <remarks>
/// The first fields, and those of the messages in them, must be in the schema and have its wire types:
/// <code>
///     0a 04 08 01 10 02   sample_type { type: 1, unit: 2 }       0a is also the line feed of a text
/// </code>
/// </remarks>
internal static class PprofDetector
{
    private const int MaxNesting = 3;

    // The bytes 32 00, a string table with only the empty string, are an empty profile, but also "2" and a zero.
    private const int EmptyString = 2;

    private const int MaxBytesChecked = 4096;

    // Tags of the first fields of all messages. Other tags are printable characters, so a text may match by accident;
    // but a profile has at least one of these, and a text has none.
    private static ReadOnlySpan<byte> NeverInText => [0x08, 0x10, 0x12, 0x18, 0x1A];

    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, MaxBytesChecked)];
        ReadOnlySpan<byte> rest = head;
        int messages = 0;
        bool hasString = false;
        bool isCertain = head.ContainsAny(NeverInText);
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
            isCertain &= field is not null;
            if (isCut)
            {
                break;
            }
        }

        return !rest.IsEmpty || (messages == 0 && !hasString) ? Confidence.None
            : messages == 0 ? (head.Length <= EmptyString ? Confidence.NameDecides : Confidence.Possible)
            : isCertain ? Confidence.Certain
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

    /// <summary>Takes a field from the front; false if the bytes cannot be a field.</summary>
    private static bool TryReadField(
        ref ReadOnlySpan<byte> rest, out uint tag, out ReadOnlySpan<byte> payload, out bool isCut)
    {
        tag = 0;
        payload = default;
        isCut = false;
        var cursor = new ByteCursor(rest);
        if (!cursor.TryReadVarint(out ulong number) || number >> 3 is 0 or > 0x1FFF_FFFF)
        {
            return false;
        }

        tag = (uint)number;
        ulong length = 0;
        switch (tag & WireType.Mask)
        {
            case WireType.Number:
                isCut = !cursor.TryReadVarint(out _);
                break;
            case WireType.Bytes:
                isCut = !cursor.TryReadVarint(out length);
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

        isCut |= !cursor.TryReadBytes(length, out payload);
        if (isCut)
        {
            cursor.TryReadBytes((ulong)cursor.Remaining, out payload);
        }

        rest = cursor.Rest;
        return true;
    }
}
