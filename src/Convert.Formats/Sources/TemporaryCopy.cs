using System.Globalization;
using Refold.Formats.Packing;

namespace Refold.Formats.Sources;

/// <summary>A copy of an input in a temporary file, for packings that are read from their end.</summary>
internal static class TemporaryCopy
{
    private const long MaxLength = 1L << 32;

    /// <summary>Copies an input, which is then closed. The file is deleted with the stream.</summary>
    /// <exception cref="ProfileFormatException">The input is too long.</exception>
    public static FileStream Open(PackedInput input, ConversionContext context)
    {
        string path = Path.Combine(Path.GetTempPath(), "refold-" + Path.GetRandomFileName());
        var copy = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            Fill(copy, input, context);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static void Fill(FileStream copy, PackedInput input, ConversionContext context)
    {
        byte[] buffer = new byte[64 * 1024];
        using Stream source = input.Stream;
        for (int read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            copy.Write(buffer, 0, read);
            if (copy.Length > MaxLength)
            {
                throw new ProfileFormatException(
                    new InputPosition(input.Name),
                    string.Create(CultureInfo.InvariantCulture, $"expected an archive of at most {MaxLength} bytes"));
            }
        }

        copy.Position = 0;
    }
}
