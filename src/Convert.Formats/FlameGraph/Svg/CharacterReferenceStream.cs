using System.Buffers;
using System.Globalization;
using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Passes UTF-8 on as ASCII, all else as references such as <c>&amp;#xe9;</c>: a document that any encoding can carry.
/// </summary>
internal sealed class CharacterReferenceStream(Stream output) : Stream
{
    // The first bytes of a character whose others come with the next call.
    private byte[] _begun = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("The stream is only written.");

    public override long Position
    {
        get => throw new NotSupportedException("The stream is only written.");
        set => throw new NotSupportedException("The stream is only written.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_begun.Length > 0)
        {
            buffer = (byte[])[.. _begun, .. buffer];
            _begun = [];
        }

        while (!buffer.IsEmpty)
        {
            int ascii = buffer.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and int at ? at : buffer.Length;
            output.Write(buffer[..ascii]);
            buffer = buffer[ascii..];
            OperationStatus status = Rune.DecodeFromUtf8(buffer, out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                _begun = buffer.ToArray();
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

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The stream is only written.");

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("The stream is only written.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is only written.");
}
