using System.Text;
using Refold.Formats;

namespace Refold.Testing;

/// <summary>Reads and writes profiles from and to memory, under the name <c>test</c>.</summary>
public static class Reading
{
    /// <summary>Reads a text with a reader.</summary>
    public static Profile Read(this IProfileReader reader, string text, ConversionContext? context = null) =>
        reader.Read(Encoding.UTF8.GetBytes(text), context);

    /// <summary>Reads bytes with a reader.</summary>
    public static Profile Read(this IProfileReader reader, byte[] bytes, ConversionContext? context = null)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(bytes), "test");
        return reader.Read(input, context ?? new ConversionContext());
    }

    /// <summary>The bytes a writer makes of a profile.</summary>
    public static byte[] Write(this IProfileWriter writer, Profile profile, ConversionContext? context = null)
    {
        using var output = new MemoryStream();
        context ??= new ConversionContext();
        writer.Write(profile, output, context);
        context.Finish();
        return output.ToArray();
    }

    /// <summary>The text a writer makes of a profile.</summary>
    public static string WriteText(this IProfileWriter writer, Profile profile, ConversionContext? context = null) =>
        Encoding.UTF8.GetString(writer.Write(profile, context));
}
