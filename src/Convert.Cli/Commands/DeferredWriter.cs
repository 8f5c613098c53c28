using System.Text;

namespace Refold.Cli;

/// <summary>
/// A writer that opens its stream when the first text is written, so that a command that prints nothing runs with a
/// closed standard output.
/// </summary>
/// <param name="open">Opens the stream; called for each write, so it must return the same writer.</param>
internal sealed class DeferredWriter(Func<TextWriter> open) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => open().Write(value);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => open().Write(buffer, index, count);

    /// <inheritdoc/>
    public override void Write(string? value) => open().Write(value);
}
