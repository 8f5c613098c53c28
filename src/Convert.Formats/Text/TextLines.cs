using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>The pieces that lines of the text format are made of.</summary>
internal sealed class TextLines(Utf8Output output, Profile profile)
{
    /// <summary>A piece as it is.</summary>
    public TextLines Word(ReadOnlySpan<byte> word)
    {
        output.Write(word);
        return this;
    }

    /// <summary>A whole number.</summary>
    public TextLines Number(long number)
    {
        output.Write(number);
        return this;
    }

    /// <summary>A name, in quotes only if it needs them.</summary>
    public TextLines Name(ReadOnlySpan<byte> name)
    {
        if (TextKeywords.IsBare(name))
        {
            output.Write(name);
            return this;
        }

        return Quoted(name);
    }

    /// <summary>A name, in quotes only if it needs them.</summary>
    public TextLines Name(string name) => Name(Utf8Text.Encode(name));

    /// <summary>A text, in quotes always.</summary>
    public TextLines Quoted(ReadOnlySpan<byte> text)
    {
        output.Write((byte)'"');
        TextEscapes.Write(output, text);
        output.Write((byte)'"');
        return this;
    }

    /// <summary>A word and a number; nothing if the number is 0.</summary>
    public TextLines Fact(ReadOnlySpan<byte> word, long number) =>
        number == 0 ? this : Word(word).Number(number);

    /// <summary>A word and a number in hexadecimal digits; nothing if the number is 0.</summary>
    public TextLines HexFact(ReadOnlySpan<byte> word, ulong number)
    {
        if (number != 0)
        {
            output.Write(word);
            output.Write("0x"u8);
            output.WriteHex(number);
        }

        return this;
    }

    /// <summary>A word and a text in quotes; nothing if the text is empty.</summary>
    public TextLines Fact(ReadOnlySpan<byte> word, StringId text) =>
        text == default ? this : Word(word).Quoted(profile[text]);

    /// <summary>The number that the input gave a row; nothing if it is our own.</summary>
    public TextLines SourceId(ulong id)
    {
        if (id != 0)
        {
            output.Write(" id "u8);
            output.Write(id);
        }

        return this;
    }

    /// <summary>A blank line before a block of rows; nothing if there are no rows.</summary>
    public void BeginBlock(int rows) => Word(rows > 0 ? "\n"u8 : default);

    /// <summary>The end of the line.</summary>
    public void End() => output.Write((byte)'\n');
}
