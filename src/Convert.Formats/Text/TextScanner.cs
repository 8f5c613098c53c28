using System.Buffers.Text;
using System.Globalization;

namespace Refold.Formats.Text;

/// <summary>Takes one line of the text format apart, from left to right, token by token.</summary>
internal ref struct TextScanner(ReadOnlySpan<byte> line, InputPosition position)
{
    private readonly InputPosition _position = position;
    private ReadOnlySpan<byte> _rest = line.TrimStart(Blanks);

    /// <summary>True if nothing is left but a comment.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty || _rest[0] == (byte)'#';

    /// <summary>True if a number stands here.</summary>
    public readonly bool IsAtNumber => !_rest.IsEmpty && (char.IsAsciiDigit((char)_rest[0]) || _rest[0] == (byte)'-');

    /// <summary>True if a text in quotes stands here.</summary>
    public readonly bool IsAtQuote => !_rest.IsEmpty && _rest[0] == (byte)'"';

    /// <summary>True if the token ends here.</summary>
    public readonly bool IsAtTokenEnd => _rest.IsEmpty || Blanks.Contains(_rest[0]);

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>Takes a word, if it stands here.</summary>
    public bool TryWord(ReadOnlySpan<byte> word)
    {
        bool isHere = _rest.StartsWith(word) && TextKeywords.BareLength(_rest) == word.Length;
        if (isHere)
        {
            _rest = _rest[word.Length..].TrimStart(Blanks);
        }

        return isHere;
    }

    /// <summary>Takes a sign, if it stands here; the token goes on behind it.</summary>
    public bool TrySign(char sign)
    {
        bool isHere = !_rest.IsEmpty && _rest[0] == (byte)sign;
        if (isHere)
        {
            _rest = _rest[1..];
        }

        return isHere;
    }

    /// <summary>Takes a sign that must stand here; the token goes on behind it.</summary>
    public void Sign(char sign)
    {
        if (!TrySign(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    /// <summary>Goes on to the next token; here must be the end of this one.</summary>
    public void EndToken()
    {
        if (!IsAtTokenEnd)
        {
            throw Unexpected("a blank");
        }

        _rest = _rest.TrimStart(Blanks);
    }

    /// <summary>Takes a whole number; the token may go on behind it.</summary>
    public long Digits()
    {
        if (!Utf8Parser.TryParse(_rest, out long number, out int length))
        {
            throw Unexpected("a whole number");
        }

        _rest = _rest[length..];
        return number;
    }

    /// <summary>Takes a whole number.</summary>
    public long Number()
    {
        long number = Digits();
        EndToken();
        return number;
    }

    /// <summary>Takes a number that is not negative.</summary>
    public ulong Id()
    {
        if (!Utf8Parser.TryParse(_rest, out ulong number, out int length))
        {
            throw Unexpected("a whole number");
        }

        _rest = _rest[length..];
        EndToken();
        return number;
    }

    /// <summary>Takes an address: <c>0x</c> and hexadecimal digits.</summary>
    public ulong Hex()
    {
        int length = 0;
        ulong number = 0;
        if (!_rest.StartsWith("0x"u8) || !Utf8Parser.TryParse(_rest[2..], out number, out length, 'x'))
        {
            throw Unexpected("a number that begins with 0x");
        }

        _rest = _rest[(2 + length)..];
        EndToken();
        return number;
    }

    /// <summary>Takes the number of a row that stands before this line; the token may go on behind it.</summary>
    /// <param name="kind">The kind of row, for the message.</param>
    /// <param name="first">The least number that is allowed.</param>
    /// <param name="count">How many rows of that kind there are.</param>
    public int Row(string kind, int first, int count)
    {
        TextScanner before = this;
        long number = Digits();
        return number >= first && number <= count
            ? (int)number
            : throw before.Unexpected(count == 0
                ? $"a {kind} that stands above (there is none)"
                : string.Create(CultureInfo.InvariantCulture, $"a {kind} that stands above ({first} to {count})"));
    }

    /// <summary>Takes the number of the row that begins here; the token may go on behind it.</summary>
    public void NewRow(string kind, int number)
    {
        TextScanner before = this;
        if (Digits() != number)
        {
            throw before.Unexpected(string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"));
        }
    }

    /// <summary>Takes a name, which is a bare word or a text in quotes.</summary>
    public ReadOnlySpan<byte> Name()
    {
        ReadOnlySpan<byte> name = NameBefore();
        EndToken();
        return name;
    }

    /// <summary>Takes a name; the token may go on behind it.</summary>
    public ReadOnlySpan<byte> NameBefore()
    {
        int length = TextKeywords.BareLength(_rest);
        if (length == 0)
        {
            return Quoted("a name");
        }

        ReadOnlySpan<byte> name = _rest[..length];
        _rest = _rest[length..];
        return name;
    }

    /// <summary>Takes a text in quotes.</summary>
    public ReadOnlySpan<byte> Text()
    {
        ReadOnlySpan<byte> text = Quoted("a text in quotes");
        EndToken();
        return text;
    }

    /// <summary>What to throw if what stands here makes no sense.</summary>
    public readonly ProfileFormatException Unexpected(string expected) =>
        new(_position, $"expected {expected}, found {(_rest.IsEmpty ? "the end of the line" : MessageText.Quote(_rest))}");

    private ReadOnlySpan<byte> Quoted(string expected)
    {
        if (!IsAtQuote)
        {
            throw Unexpected(expected);
        }

        ReadOnlySpan<byte> inner = _rest[1..];
        int length = inner.IndexOfAny((byte)'"', (byte)'\\');
        if (length >= 0 && inner[length] == (byte)'"')
        {
            _rest = inner[(length + 1)..];
            return inner[..length];
        }

        byte[] text = TextUnescaper.Unescape(inner, out int used)
            ?? throw Unexpected("a text with known escapes and a quote at its end");
        _rest = inner[used..];
        return text;
    }
}
