using System.IO.Compression;

namespace Refold.Formats.Pprof;

/// <summary>Writes profile.proto, the format of <c>go tool pprof</c>.</summary>
/// <remarks>The format cannot store the times of samples, which are discarded. See <see cref="PprofReader"/>.</remarks>
/// <param name="options">The packing.</param>
public sealed class PprofWriter(PprofOptions options) : IProfileWriter
{
    /// <summary>Writes with the default options.</summary>
    public PprofWriter()
        : this(new PprofOptions())
    {
    }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.All & ~ProfileFacts.Times };

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        if (!options.Gzip)
        {
            new PprofEncoder(profile, output, context).Encode();
            return;
        }

        // The gzip header gets neither name nor time, so that equal profiles give equal files.
        var gzip = new ZLibCompressionOptions { CompressionLevel = options.Level };
        using var packed = new GZipStream(output, gzip, leaveOpen: true);
        new PprofEncoder(profile, packed, context).Encode();
    }
}
