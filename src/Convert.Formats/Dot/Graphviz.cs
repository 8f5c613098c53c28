using Refold.Formats.Outputs;

namespace Refold.Formats.Dot;

/// <summary>Graphviz's <c>dot</c>, which lays graphs out and draws them.</summary>
internal static class Graphviz
{
    /// <summary>The name of the program.</summary>
    public const string Program = "dot";

    /// <summary>Draws a graph.</summary>
    /// <param name="text">The graph in Graphviz's language.</param>
    /// <param name="kind">The kind of picture: svg, png, pdf.</param>
    /// <param name="output">Where the picture goes.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <exception cref="IOException">The program is not there, or fails.</exception>
    public static void Draw(Stream text, string kind, Stream output, CancellationToken cancellation)
    {
        try
        {
            ExternalProgram.Run(Program, [$"-T{kind}"], text, output, cancellation);
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(
                "expected Graphviz's program 'dot', found none: install Graphviz, or write the graph itself, as in -o graph.dot",
                e.FileName,
                e);
        }
    }
}
