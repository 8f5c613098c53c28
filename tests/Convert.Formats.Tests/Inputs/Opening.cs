using Refold.Formats.Sources;
using Refold.Testing;

namespace Refold.Formats.Tests.Inputs;

/// <summary>Opens bytes as an input called <c>test</c>.</summary>
internal static class Opening
{
    /// <summary>Unpacks bytes that arrive as from a pipe.</summary>
    public static byte[] Unpack(byte[] packed, ConversionContext? context = null, int atOnce = int.MaxValue)
    {
        using ProfileInput input = InputOpener.Open(
            new TrickleStream(packed, atOnce), "test", context ?? new ConversionContext());
        return Rest(input);
    }

    /// <summary>Reads all bytes of an input.</summary>
    public static byte[] Rest(ProfileInput input)
    {
        using var rest = new MemoryStream();
        input.Stream.CopyTo(rest);
        return rest.ToArray();
    }

    /// <summary>The only warning of a context as it is printed; empty if there is none.</summary>
    public static string Warning(ConversionContext context) =>
        context.Diagnostics.Kept.Count == 0 ? "" : context.Diagnostics.Kept.Single().ToString();
}
