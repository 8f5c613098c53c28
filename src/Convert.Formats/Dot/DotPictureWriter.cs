namespace Refold.Formats.Dot;

/// <summary>Draws call graphs: what <see cref="DotWriter"/> writes, laid out by Graphviz.</summary>
/// <param name="options">What the graph shows.</param>
/// <param name="kind">The kind of picture by its name in Graphviz: svg, png, pdf.</param>
public sealed class DotPictureWriter(DotOptions options, string kind) : IProfileWriter
{
    private readonly DotWriter _text = new(options);

    /// <inheritdoc/>
    public ReadRequest Request => _text.Request;

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile) => _text.TypesOf(profile);

    /// <inheritdoc/>
    /// <exception cref="IOException">Graphviz is not there, or fails.</exception>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var text = new MemoryStream();
        _text.Write(profile, text, context);
        text.Position = 0;
        Graphviz.Draw(text, kind, output, context.Cancellation);
    }
}
