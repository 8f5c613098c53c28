namespace Refold.Formats.Dot;

/// <summary>Writes pictures of call graphs: the text of <see cref="DotWriter"/>, drawn by Graphviz.</summary>
/// <param name="options">The options of the graph.</param>
/// <param name="kind">The type of picture, by its name in Graphviz: svg, png, pdf.</param>
public sealed class DotPictureWriter(DotOptions options, string kind) : IProfileWriter
{
    private readonly DotWriter _text = new(options);

    /// <inheritdoc/>
    public ReadRequest Request => _text.Request;

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile) => _text.TypesOf(profile);

    /// <inheritdoc/>
    /// <exception cref="IOException">Graphviz is not installed, or fails.</exception>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var text = new MemoryStream();
        _text.Write(profile, text, context);
        text.Position = 0;
        Graphviz.Draw(text, kind, output, context.Cancellation);
    }
}
