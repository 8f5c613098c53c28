using Refold.Storage;

namespace Refold.Formats.Pprof;

/// <summary>Distinct stacks or label lists as raw bytes, numbered from 1 by first use; 0 is the empty one.</summary>
internal sealed class PprofRawPieces(PprofLog log, ConversionLimits limits, string what)
{
    private readonly FingerprintTable _seen = new();
    private readonly SpanStore<byte> _bytes = new();

    public int Count => _bytes.Count;

    public ReadOnlySpan<byte> this[int number] => _bytes[number];

    /// <summary>Returns the number of a piece, which is added if it is new.</summary>
    public int Add(long offset, ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return 0;
        }

        Fingerprint fingerprint = Fingerprint.Compute(piece);
        if (_seen.TryGet(fingerprint, out int number))
        {
            return number;
        }

        if (_bytes.ItemCount + piece.Length > limits.StringBytes)
        {
            throw log.Error(offset, $"expected at most {limits.StringBytes} bytes of distinct {what}, found more");
        }

        number = _bytes.Append(piece);
        _seen.Add(fingerprint, number);
        return number;
    }
}
