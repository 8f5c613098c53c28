using System.Buffers;
using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Collects bytes for a stream.</summary>
internal sealed class SvgBuffer(Stream stream) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[1 << 16];
    private int _length;
    public void Write(ReadOnlySpan<byte> bytes) { bytes.CopyTo(GetSpan(bytes.Length)); _length += bytes.Length; }
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));
    public void Advance(int count) => _length += count;
    public Memory<byte> GetMemory(int sizeHint = 0) { GetSpan(sizeHint); return _bytes.AsMemory(_length); }
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(1, sizeHint)) { Flush(); if (sizeHint > _bytes.Length) { _bytes = new byte[sizeHint]; } }
        return _bytes.AsSpan(_length);
    }
    public void Flush() { stream.Write(_bytes, 0, _length); _length = 0; }
}
