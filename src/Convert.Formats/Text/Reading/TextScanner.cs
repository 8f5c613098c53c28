using System.Buffers.Text;
using System.Globalization;

namespace Refold.Formats.Text;

/// <summary>Reads the tokens of one line, from left to right.</summary>
/// <remarks>
/// <code>
/// location 2 in 1:40 # main        word, number, word, then the parts of one token: 1 : 40; then a comment
/// labels 1: size=64bytes           word, 1 and :, then the parts of one token: size = 64 bytes
/// </code>
/// Methods for a complete token require a blank or the end of the line after it, and skip blanks; methods for a part
/// of a token do neither.
/// </remarks>
internal ref struct TextScanner(ReadOnlySpan<byte> line, InputPosition position)
{
    private readonly InputPosition _position = position;
    private ReadOnlySpan<byte> _rest = line.TrimStart(Blanks);

    /// <summary>Whether only a comment or nothing follows.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty || _rest[0] == (byte)'#';

    /// <summary>Whether a number follows.</summary>
    public readonly bool IsAtNumber => !_rest.IsEmpty && (char.IsAsciiDigit((char)_rest[0]) || _rest[0] == (byte)'-');

    /// <summary>Whether a text in quotes follows.</summary>
    public readonly bool IsAtQuote => !_rest.IsEmpty && _rest[0] == (byte)'"';

    /// <summary>Whether the token ends here.</summary>
    public readonly bool IsAtTokenEnd => _rest.IsEmpty || Blanks.Contains(_rest[0]);

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>Reads a word if it follows.</summary>
    public bool TryWord(ReadOnlySpan<byte> word)
    {
        bool isHere = _rest.StartsWith(word) && TextKeywords.BareLength(_rest) == word.Length;
        if (isHere)
        {
            _rest = _rest[word.Length..].TrimStart(Blanks);
        }

        return isHere;
    }

    /// <summary>Reads a character, a part of a token, if it follows.</summary>
    public bool TrySymbol(char symbol)
    {
        bool isHere = !_rest.IsEmpty && _rest[0] == (byte)symbol;
        if (isHere)
        {
            _rest = _rest[1..];
        }

        return isHere;
    }

    /// <summary>Reads a required character, a part of a token.</summary>
    public void Symbol(char symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    /// <summary>Requires the end of a token, and skips blanks.</summary>
    public void EndToken()
    {
        if (!IsAtTokenEnd)
        {
            throw Unexpected("a blank");
        }

        _rest = _rest.TrimStart(Blanks);
    }

    /// <summary>Reads a whole number, a part of a token.</summary>
    public long Digits()
    {
        if (!Utf8Parser.TryParse(_rest, out long number, out int length))
        {
            throw Unexpected("a whole number");
        }

        _rest = _rest[length..];
        return number;
    }

    /// <summary>Reads a whole number.</summary>
    public long Number()
    {
        long number = Digits();
        EndToken();
        return number;
    }

    /// <summary>Reads an unsigned number.</summary>
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

    /// <summary>Reads a number in the form <c>0x</c> and hexadecimal digits.</summary>
    public ulong Hex()
    {
        int length = 0;
        ulong number = 0;
        if (!_rest.StartsWith("0x"u8) || !Utf8Parser.TryParse(_rest[2..], out number, out length, 'x'))
        {
            throw Unexpected("a number that starts with 0x");
        }

        _rest = _rest[(2 + length)..];
        EndToken();
        return number;
    }

    /// <summary>Reads the number of a row defined above this line, a part of a token.</summary>
    /// <param name="kind">The kind of row, for messages.</param>
    /// <param name="first">The least valid number.</param>
    /// <param name="count">The number of rows of that kind so far.</param>
    public int Row(string kind, int first, int count)
    {
        TextScanner before = this;
        long number = Digits();
        return number >= first && number <= count
            ? (int)number
            : throw before.Unexpected(count == 0
                ? $"a {kind} defined above (there is none)"
                : string.Create(CultureInfo.InvariantCulture, $"a {kind} defined above ({first} to {count})"));
    }

    /// <summary>Reads the number of the row of this line, a part of a token; it must be the next one.</summary>
    public void NewRow(string kind, int number)
    {
        TextScanner before = this;
        if (Digits() != number)
        {
            throw before.Unexpected(string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"));
        }
    }

    /// <summary>Reads a name: a bare word or a text in quotes.</summary>
    public ReadOnlySpan<byte> Name()
    {
        ReadOnlySpan<byte> name = NamePart();
        EndToken();
        return name;
    }

    /// <summary>Reads a name, a part of a token.</summary>
    public ReadOnlySpan<byte> NamePart()
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

    /// <summary>Reads a text in quotes.</summary>
    public ReadOnlySpan<byte> Text()
    {
        ReadOnlySpan<byte> text = Quoted("a text in quotes");
        EndToken();
        return text;
    }

    /// <summary>Creates the error for text that is not what is expected here.</summary>
    public readonly ProfileFormatException Unexpected(string expected)
    {
        string found = _rest.IsEmpty ? "the end of the line" : MessageText.Quote(_rest);
        return new ProfileFormatException(_position, $"expected {expected}, found {found}");
    }

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
            ?? throw Unexpected("a text with valid escapes and a closing quote");
        _rest = inner[used..];
        return text;
    }
}
