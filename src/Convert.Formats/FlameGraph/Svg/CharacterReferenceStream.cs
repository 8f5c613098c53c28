using System.Buffers;
using System.Globalization;
using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Replaces all characters that are not ASCII by references such as <c>&amp;#xe9;</c>, so that the document is valid in
/// every encoding that contains ASCII.
/// </summary>
internal sealed class CharacterReferenceStream(Stream output) : WriteOnlyStream
{
    // The first bytes of a character that the next call completes.
    private byte[] _partial = [];

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_partial.Length > 0)
        {
            buffer = (byte[])[.. _partial, .. buffer];
            _partial = [];
        }

        while (!buffer.IsEmpty)
        {
            int ascii = buffer.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and int at ? at : buffer.Length;
            output.Write(buffer[..ascii]);
            buffer = buffer[ascii..];
            OperationStatus status = Rune.DecodeFromUtf8(buffer, out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                _partial = buffer.ToArray();
                return;
            }

            if (!buffer.IsEmpty)
            {
                string reference = string.Create(CultureInfo.InvariantCulture, $"&#x{rune.Value:x};");
                output.Write(Encoding.ASCII.GetBytes(reference));
                buffer = buffer[length..];
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();
}
