using System.Buffers;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Speedscope;

/// <summary>The usual forms of what there is most of, read without a token for each number.</summary>
internal static class SpeedscopeScan
{
    /// <summary>What was looked for is not whole in the window.</summary>
    public const int NotWhole = 0;

    /// <summary>Something else is there, or the last item of an array.</summary>
    public const int Other = -1;

    private const int MaxDigits = 9;
    private const int HasType = 1;
    private const int HasFrame = 2;
    private const int HasTime = 4;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Reads <c>[1,2,3],</c> and returns its length, or one of the constants.</summary>
    /// <param name="text">What stands next.</param>
    /// <param name="frames">Where the numbers go.</param>
    /// <param name="count">How many there are.</param>
    public static int Stack(ReadOnlySpan<byte> text, ref int[] frames, out int count)
    {
        count = 0;
        int at = Blanks(text, 0);
        if (at >= text.Length || text[at] != (byte)'[')
        {
            return at >= text.Length ? NotWhole : Other;
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
                return NotWhole;
            }

            isOpen = text[at] == (byte)',';
            at += isOpen ? 1 : 0;
        }

        return text[at] == (byte)']' ? Comma(text, at + 1) : Other;
    }

    /// <summary>
    /// Finds what stands between the brackets of <c>[1,2,3],</c>, whatever it is, and returns the length of the whole;
    /// one of the constants if nothing looks so.
    /// </summary>
    public static int Brackets(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> inner)
    {
        inner = default;
        int end = text.IndexOf((byte)']');
        if (end < 0 || end + 1 >= text.Length)
        {
            return NotWhole;
        }

        inner = text[1..Math.Max(end, 1)];
        return text[0] == (byte)'[' && text[end + 1] == (byte)',' ? end + 2 : Other;
    }

    /// <summary>Reads <c>12.5,</c> and returns its length, or one of the constants.</summary>
    public static int Weight(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        int start = Blanks(text, 0);
        int length = text[start..].IndexOfAnyExcept(OfNumbers);
        if (length < 0)
        {
            return NotWhole;
        }

        int used = Comma(text, start + length);
        return used <= 0 ? used
            : JsonNumber.TryParse(text.Slice(start, length), out number) ? used
            : Other;
    }

    /// <summary>
    /// Reads <c>{"type":"O","frame":1,"at":2.5},</c> with the properties in any order, and returns its length, or one of
    /// the constants.
    /// </summary>
    /// <param name="text">What stands next.</param>
    /// <param name="opens">True if the frame opens.</param>
    /// <param name="frame">The place of the frame.</param>
    /// <param name="at">When, in the unit of the profile.</param>
    public static int Event(ReadOnlySpan<byte> text, out bool opens, out int frame, out JsonNumber at)
    {
        (opens, frame, at) = (false, -1, default);
        int seen = 0;
        int end = Expect(text, 0, (byte)'{');
        while (end > 0)
        {
            end = BlanksFrom(text, end);
            int used = Property(end < text.Length ? text[end..] : default, ref seen, ref opens, ref frame, ref at);
            if (used <= 0)
            {
                return used;
            }

            end = BlanksFrom(text, end + used);
            if (end >= text.Length)
            {
                return NotWhole;
            }

            if (text[end] != (byte)',')
            {
                bool isWhole = text[end] == (byte)'}' && seen == (HasType | HasFrame | HasTime);
                return isWhole ? Comma(text, end + 1) : Other;
            }

            end++;
        }

        return end;
    }

    private static int Property(
        ReadOnlySpan<byte> text, ref int seen, ref bool opens, ref int frame, ref JsonNumber at)
    {
        int start = Name(text, "\"type\""u8, HasType, ref seen);
        if (start != Other)
        {
            return start == NotWhole ? NotWhole : OneLetter(text, start, ref opens);
        }

        start = Name(text, "\"frame\""u8, HasFrame, ref seen);
        if (start != Other)
        {
            int digits = start == NotWhole ? NotWhole : Number(text, start, out frame);
            return digits > 0 ? start + digits : digits;
        }

        start = Name(text, "\"at\""u8, HasTime, ref seen);
        if (start <= 0)
        {
            return start;
        }

        int length = text[start..].IndexOfAnyExcept(OfNumbers);
        return length < 0 ? NotWhole
            : JsonNumber.TryParse(text.Slice(start, length), out at) ? start + length
            : Other;
    }

    private static int OneLetter(ReadOnlySpan<byte> text, int start, ref bool opens)
    {
        if (start + 3 > text.Length)
        {
            return NotWhole;
        }

        opens = text[start + 1] == (byte)'O';
        bool isFine = text[start] == (byte)'"' && text[start + 2] == (byte)'"' && (opens || text[start + 1] == (byte)'C');
        return isFine ? start + 3 : Other;
    }

    // Where the value of a property of this name begins. Each may be there once.
    private static int Name(ReadOnlySpan<byte> text, ReadOnlySpan<byte> quoted, int mark, ref int seen)
    {
        if (!text.StartsWith(quoted))
        {
            return quoted.StartsWith(text) ? NotWhole : Other;
        }

        int at = (seen & mark) == 0 ? Expect(text, quoted.Length, (byte)':') : Other;
        at = at > 0 ? BlanksFrom(text, at) : at;
        seen |= mark;
        return at == text.Length ? NotWhole : at;
    }

    private static int Expect(ReadOnlySpan<byte> text, int at, byte mark)
    {
        at = BlanksFrom(text, at);
        return at >= text.Length ? NotWhole : text[at] == mark ? at + 1 : Other;
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
        bool isFine = length is > 0 and <= MaxDigits && (length == 1 || text[start] != (byte)'0');
        return at >= text.Length ? NotWhole : isFine ? length : Other;
    }

    // Mostly there are none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BlanksFrom(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && text[at] > (byte)' ' ? at : Blanks(text, at);

    private static int Comma(ReadOnlySpan<byte> text, int at)
    {
        at = Blanks(text, at);
        return at >= text.Length ? NotWhole : text[at] == (byte)',' ? at + 1 : Other;
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
