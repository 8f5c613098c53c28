using Refold.Formats.Outputs;

namespace Refold.Formats.Dot;

/// <summary>Runs Graphviz's program <c>dot</c>, which lays out and draws graphs.</summary>
internal static class Graphviz
{
    /// <summary>The name of the program.</summary>
    public const string Program = "dot";

    /// <summary>Draws a graph.</summary>
    /// <param name="text">The graph in Graphviz's language.</param>
    /// <param name="kind">The kind of picture: svg, png, pdf.</param>
    /// <param name="output">Receives the picture.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="IOException">The program is not installed, or fails.</exception>
    public static void Draw(Stream text, string kind, Stream output, CancellationToken cancellation)
    {
        try
        {
            ExternalProgram.Run(Program, [$"-T{kind}"], text, output, cancellation);
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(
                "Graphviz's program 'dot' is not installed: install Graphviz, or write text with -o graph.dot",
                e.FileName,
                e);
        }
    }
}
