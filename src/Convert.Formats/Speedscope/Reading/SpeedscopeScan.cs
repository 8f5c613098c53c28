using System.Buffers;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Speedscope;

/// <summary>Fast paths for stacks, weights and events in their usual forms, without a token for each number.</summary>
/// <remarks>
/// Each method parses one item of an array together with the comma after it, and returns the length of both:
/// <code>
/// [0,1,2],                                  Stack
/// 12.5,                                     Weight
/// {"type":"O","frame":1,"at":2.5},          Event, with the properties in any order
/// </code>
/// The last item of an array, and items in another form, are left to <see cref="JsonTokens"/>.
/// </remarks>
internal static class SpeedscopeScan
{
    /// <summary>The result if the window ends within the item.</summary>
    public const int Incomplete = 0;

    /// <summary>The result if the item is the last of its array, or has another form.</summary>
    public const int Other = -1;

    private const int MaxDigits = 9;
    private const int HasType = 1;
    private const int HasFrame = 2;
    private const int HasTime = 4;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Parses a stack, <c>[1,2,3],</c>.</summary>
    /// <param name="text">The rest of the array.</param>
    /// <param name="frames">The buffer for the indexes of frames; it grows if needed.</param>
    /// <param name="count">The count of frames.</param>
    /// <returns>The length of the item and its comma, <see cref="Incomplete"/> or <see cref="Other"/>.</returns>
    public static int Stack(ReadOnlySpan<byte> text, ref int[] frames, out int count)
    {
        count = 0;
        int at = Blanks(text, 0);
        if (at >= text.Length || text[at] != (byte)'[')
        {
            return at >= text.Length ? Incomplete : Other;
        }

        bool isOpen = true;
        for (at++; isOpen;)
        {
            at = BlanksFrom(text, at);
            int length = Number(text, at, out int frame);
            if (length <= 0)
            {
                bool isEmpty = length == Other && count == 0 && text[at] == (byte)']';
                return isEmpty ? Comma(text, at + 1) : length;
            }

            if (count == frames.Length)
            {
                Array.Resize(ref frames, count * 2);
            }

            frames[count++] = frame;
            at = BlanksFrom(text, at + length);
            if (at >= text.Length)
            {
                return Incomplete;
            }

            isOpen = text[at] == (byte)',';
            at += isOpen ? 1 : 0;
        }

        return text[at] == (byte)']' ? Comma(text, at + 1) : Other;
    }

    /// <summary>Finds the text between the brackets of <c>[1,2,3],</c> without parsing it.</summary>
    /// <param name="text">The rest of the array.</param>
    /// <param name="inner">The text between the brackets.</param>
    /// <returns>The length of the item and its comma, <see cref="Incomplete"/> or <see cref="Other"/>.</returns>
    public static int Brackets(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> inner)
    {
        inner = default;
        int end = text.IndexOf((byte)']');
        if (end < 0 || end + 1 >= text.Length)
        {
            return Incomplete;
        }

        inner = text[1..Math.Max(end, 1)];
        return text[0] == (byte)'[' && text[end + 1] == (byte)',' ? end + 2 : Other;
    }

    /// <summary>Parses a weight, <c>12.5,</c>.</summary>
    /// <param name="text">The rest of the array.</param>
    /// <param name="number">The weight.</param>
    /// <returns>The length of the item and its comma, <see cref="Incomplete"/> or <see cref="Other"/>.</returns>
    public static int Weight(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        int start = Blanks(text, 0);
        int length = text[start..].IndexOfAnyExcept(OfNumbers);
        if (length < 0)
        {
            return Incomplete;
        }

        int used = Comma(text, start + length);
        return used <= 0 ? used
            : JsonNumber.TryParse(text.Slice(start, length), out number) ? used
            : Other;
    }

    /// <summary>Parses an event, <c>{"type":"O","frame":1,"at":2.5},</c>.</summary>
    /// <param name="text">The rest of the array.</param>
    /// <param name="isOpen">Whether the frame opens.</param>
    /// <param name="frame">The index of the frame.</param>
    /// <param name="at">The time in the unit of the profile.</param>
    /// <returns>The length of the item and its comma, <see cref="Incomplete"/> or <see cref="Other"/>.</returns>
    public static int Event(ReadOnlySpan<byte> text, out bool isOpen, out int frame, out JsonNumber at)
    {
        (isOpen, frame, at) = (false, -1, default);
        int seen = 0;
        int end = Expect(text, 0, (byte)'{');
        while (end > 0)
        {
            end = BlanksFrom(text, end);
            int used = Property(end < text.Length ? text[end..] : default, ref seen, ref isOpen, ref frame, ref at);
            if (used <= 0)
            {
                return used;
            }

            end = BlanksFrom(text, end + used);
            if (end >= text.Length)
            {
                return Incomplete;
            }

            if (text[end] != (byte)',')
            {
                bool isComplete = text[end] == (byte)'}' && seen == (HasType | HasFrame | HasTime);
                return isComplete ? Comma(text, end + 1) : Other;
            }

            end++;
        }

        return end;
    }

    private static int Property(
        ReadOnlySpan<byte> text, ref int seen, ref bool isOpen, ref int frame, ref JsonNumber at)
    {
        int start = Name(text, "\"type\""u8, HasType, ref seen);
        if (start != Other)
        {
            return start == Incomplete ? Incomplete : OneLetter(text, start, ref isOpen);
        }

        start = Name(text, "\"frame\""u8, HasFrame, ref seen);
        if (start != Other)
        {
            int digits = start == Incomplete ? Incomplete : Number(text, start, out frame);
            return digits > 0 ? start + digits : digits;
        }

        start = Name(text, "\"at\""u8, HasTime, ref seen);
        if (start <= 0)
        {
            return start;
        }

        int length = text[start..].IndexOfAnyExcept(OfNumbers);
        return length < 0 ? Incomplete
            : JsonNumber.TryParse(text.Slice(start, length), out at) ? start + length
            : Other;
    }

    private static int OneLetter(ReadOnlySpan<byte> text, int start, ref bool isOpen)
    {
        if (start + 3 > text.Length)
        {
            return Incomplete;
        }

        isOpen = text[start + 1] == (byte)'O';
        bool isQuoted = text[start] == (byte)'"' && text[start + 2] == (byte)'"';
        return isQuoted && (isOpen || text[start + 1] == (byte)'C') ? start + 3 : Other;
    }

    // The index of the value of the property with a name. Each property may occur once.
    private static int Name(ReadOnlySpan<byte> text, ReadOnlySpan<byte> quoted, int flag, ref int seen)
    {
        if (!text.StartsWith(quoted))
        {
            return quoted.StartsWith(text) ? Incomplete : Other;
        }

        int at = (seen & flag) == 0 ? Expect(text, quoted.Length, (byte)':') : Other;
        at = at > 0 ? BlanksFrom(text, at) : at;
        seen |= flag;
        return at == text.Length ? Incomplete : at;
    }

    private static int Expect(ReadOnlySpan<byte> text, int at, byte expected)
    {
        at = BlanksFrom(text, at);
        return at >= text.Length ? Incomplete : text[at] == expected ? at + 1 : Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ReadOnlySpan<byte> text, int start, out int value)
    {
        value = 0;
        int at = start;
        uint digit;
        while (at < text.Length && (digit = (uint)(text[at] - '0')) <= 9)
        {
            value = unchecked((value * 10) + (int)digit);
            at++;
        }

        int length = at - start;
        bool isNumber = length is > 0 and <= MaxDigits && (length == 1 || text[start] != (byte)'0');
        return at >= text.Length ? Incomplete : isNumber ? length : Other;
    }

    // Fast path: mostly there are no blanks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BlanksFrom(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && text[at] > (byte)' ' ? at : Blanks(text, at);

    private static int Comma(ReadOnlySpan<byte> text, int at)
    {
        at = Blanks(text, at);
        return at >= text.Length ? Incomplete : text[at] == (byte)',' ? at + 1 : Other;
    }

    private static int Blanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
