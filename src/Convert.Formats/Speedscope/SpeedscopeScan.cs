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
