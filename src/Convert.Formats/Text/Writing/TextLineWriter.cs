using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Writes the tokens of a line of the text format.</summary>
/// <remarks>
/// <code>
/// lines.Word("function "u8).Number(2).Word(" "u8).Quoted(name).Fact(" line "u8, 40).SourceId(0).End();
///
/// function 2 "work" line 40
/// </code>
/// </remarks>
internal sealed class TextLineWriter(Utf8Output output, Profile profile)
{
    /// <summary>Writes text as it is.</summary>
    public TextLineWriter Word(ReadOnlySpan<byte> word)
    {
        output.Write(word);
        return this;
    }

    /// <summary>Writes a whole number.</summary>
    public TextLineWriter Number(long number)
    {
        output.Write(number);
        return this;
    }

    /// <summary>Writes a name, in quotes unless it is a bare word.</summary>
    public TextLineWriter Name(ReadOnlySpan<byte> name)
    {
        if (TextKeywords.IsBare(name))
        {
            output.Write(name);
            return this;
        }

        return Quoted(name);
    }

    /// <summary>Writes a name, in quotes unless it is a bare word.</summary>
    public TextLineWriter Name(string name) => Name(Utf8Text.Encode(name));

    /// <summary>Writes a text in quotes.</summary>
    public TextLineWriter Quoted(ReadOnlySpan<byte> text)
    {
        output.Write((byte)'"');
        TextEscapes.Write(output, text);
        output.Write((byte)'"');
        return this;
    }

    /// <summary>Writes a keyword and a number; nothing if the number is 0.</summary>
    public TextLineWriter Fact(ReadOnlySpan<byte> word, long number) =>
        number == 0 ? this : Word(word).Number(number);

    /// <summary>Writes a keyword and a hexadecimal number; nothing if the number is 0.</summary>
    public TextLineWriter HexFact(ReadOnlySpan<byte> word, ulong number)
    {
        if (number != 0)
        {
            output.Write(word);
            output.Write("0x"u8);
            output.WriteHex(number);
        }

        return this;
    }

    /// <summary>Writes a keyword and a text in quotes; nothing if the text is empty.</summary>
    public TextLineWriter Fact(ReadOnlySpan<byte> word, StringId text) =>
        text == default ? this : Word(word).Quoted(profile[text]);

    /// <summary>Writes the id that the input gave a row; nothing for 0, which means none.</summary>
    public TextLineWriter SourceId(ulong id)
    {
        if (id != 0)
        {
            output.Write(" id "u8);
            output.Write(id);
        }

        return this;
    }

    /// <summary>Writes the blank line before a block of rows; nothing if there are no rows.</summary>
    public void BeginBlock(int rows) => Word(rows > 0 ? "\n"u8 : default);

    /// <summary>Writes the line end.</summary>
    public void End() => output.Write((byte)'\n');
}
