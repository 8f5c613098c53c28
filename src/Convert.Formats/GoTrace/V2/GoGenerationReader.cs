using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>
/// Cuts a trace since Go 1.22 into generations, one in memory at a time.
/// <code>
///     header · batch · batch · … · end mark (since Go 1.26) · batch of the next generation · …
///     batch:  1 · generation · thread · ticks · size · payload          all numbers are varints
/// </code>
/// </summary>
internal sealed class GoGenerationReader(Stream stream, ConversionContext context, GoDiagnostics log, int version)
{
    private const int InitialSize = 128 * 1024;
    private const int MaxHeaderLength = 2 + (4 * Varint.MaxLength);

    private readonly GoGeneration _generation = new();
    private byte[] _bytes = new byte[InitialSize];
    private int _at;
    private int _end;
    private long _inputOffset;
    private bool _streamEnded;
    private bool _isCut;

    /// <summary>Reads the next generation, in the place of the one before; null at the end.</summary>
    /// <exception cref="ProfileFormatException">A generation is larger than the limits allow.</exception>
    public GoGeneration? Read()
    {
        DropUsed();
        bool hasBegun = false;
        while (Fill(MaxHeaderLength) > 0)
        {
            if (_bytes[_at] == (byte)GoV2Event.EndOfGeneration)
            {
                _at++;
                if (hasBegun)
                {
                    return Take(isWhole: true);
                }

                continue;
            }

            int start = _at;
            if (!TryReadHeader(out GoBatch batch))
            {
                Resynchronise(start);
                continue;
            }

            if (hasBegun && batch.Generation != _generation.Number && !IsStray(batch))
            {
                _at = start;
                return Take(isWhole: version < GoV2Layout.EndMarkVersion);
            }

            if (!hasBegun)
            {
                hasBegun = true;
                _generation.Clear(batch.Generation);
            }

            Add(batch, start);
        }

        return hasBegun ? Take(isWhole: version < GoV2Layout.EndMarkVersion && !_isCut) : null;
    }

    private GoGeneration Take(bool isWhole)
    {
        _generation.IsWhole = isWhole;
        _generation.Bytes = _bytes;
        _generation.InputOffset = _inputOffset;
        return _generation;
    }

    private void Add(GoBatch batch, int start)
    {
        int there = Fill(batch.Length);
        if (there < batch.Length)
        {
            _isCut = true;
            log.Truncated(_inputOffset + start, "the trace ends early, inside a batch of events");
            batch = batch with { Length = there };
        }

        _at += batch.Length;
        if (batch.Generation != _generation.Number)
        {
            log.Damaged(_inputOffset + start, $"batch of generation {batch.Generation} in another one, left out");
        }
        else if (!batch.IsExperimental && batch.Length > 0)
        {
            _generation.Batches.Add(batch);
        }
    }

    // A batch of another generation begins the next one, unless those behind it go on with this one.
    private bool IsStray(in GoBatch batch)
    {
        int payload = _at;
        if (batch.Generation == _generation.Number + 1 || Fill(batch.Length + MaxHeaderLength) <= batch.Length)
        {
            return false;
        }

        _at += batch.Length;
        bool isStray = TryReadHeader(out GoBatch next) && next.Generation == _generation.Number;
        _at = payload;
        return isStray;
    }

    private bool TryReadHeader(out GoBatch batch)
    {
        batch = default;
        int start = _at;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _end);
        bool isExperimental = bytes[_at] == (byte)GoV2Event.ExperimentalBatch;
        if (!isExperimental && bytes[_at] != (byte)GoV2Event.Batch)
        {
            return false;
        }

        int at = _at + (isExperimental ? 2 : 1);
        if (!Varint.TryRead(bytes, ref at, out ulong generation) || !Varint.TryRead(bytes, ref at, out ulong thread)
            || !Varint.TryRead(bytes, ref at, out ulong time) || !Varint.TryRead(bytes, ref at, out ulong length)
            || generation == 0 || length > GoV2Layout.MaxBatchLength)
        {
            _at = start;
            return false;
        }

        _at = at;
        batch = new GoBatch(generation, thread, time, at, (int)length, isExperimental);
        return true;
    }

    // The runtime writes sizes in ten bytes, whatever their value: ≥ 80 · ≥ 80 · ≥ 80 · 80 80 80 80 80 80 00. Nothing
    // else looks like that, so it shows where the next batch is.
    private void Resynchronise(int start)
    {
        if (_end - start < MaxHeaderLength)
        {
            _isCut = true;
            log.Truncated(_inputOffset + start, "the trace ends early, inside the head of a batch of events");
            _at = _end;
            return;
        }

        log.Damaged(_inputOffset + start, "expected a batch, looking for the next one");
        int searched = start + 1;
        while (true)
        {
            int found = _bytes.AsSpan(searched, _end - searched).IndexOf(GoBatchSearch.SizeEnd);
            if (found >= 0)
            {
                int end = searched + found + GoBatchSearch.SizeEnd.Length;
                if (GoBatchSearch.StartBefore(_bytes, start + 1, end) is { } next)
                {
                    _at = next;
                    return;
                }

                searched += found + 1;
                continue;
            }

            searched = Math.Max(searched, _end - GoBatchSearch.SizeEnd.Length + 1);
            _at = _end;
            if (Fill(1) == 0)
            {
                return;
            }
        }
    }

    private void DropUsed()
    {
        _bytes.AsSpan(_at, _end - _at).CopyTo(_bytes);
        _inputOffset += _at;
        _end -= _at;
        _at = 0;
    }

    // Reads on until so many bytes lie behind _at, or the stream ends; returns how many do.
    private int Fill(int needed)
    {
        while (_end - _at < needed && !_streamEnded)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_end == _bytes.Length)
            {
                Grow();
            }

            int read = stream.Read(_bytes.AsSpan(_end));
            _end += read;
            _streamEnded = read == 0;
        }

        return _end - _at;
    }

    private void Grow()
    {
        int limit = context.Limits.StringBytes;
        if (_bytes.Length >= limit)
        {
            throw log.Error(_inputOffset, $"expected at most {limit} bytes in a generation, found more");
        }

        Array.Resize(ref _bytes, _bytes.Length * 2);
    }
}
