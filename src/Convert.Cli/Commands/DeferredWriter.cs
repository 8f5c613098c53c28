using System.Text;

namespace Refold.Cli;

/// <summary>A writer that opens its stream for the first text: without text, the stream may be closed.</summary>
/// <param name="open">Opens it; it stays open.</param>
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
