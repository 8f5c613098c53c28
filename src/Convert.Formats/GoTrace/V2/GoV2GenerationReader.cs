using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>Splits a trace since Go 1.22 into generations, one of which is in memory at a time.</summary>
/// <remarks>
/// <code>
/// header | batch | batch | batch | end | batch | batch | end |
///        |----- generation 1 ----------|---- generation 2 ---|      end marks since Go 1.26; before, the number
///                                                                   of the next batch ends a generation
/// </code>
/// <see cref="GoV2Batch"/> shows the bytes of a batch.
/// </remarks>
internal sealed class GoV2GenerationReader(Stream stream, ConversionContext context, GoDiagnostics log, int version)
{
    private const int InitialSize = 128 * 1024;

    private readonly GoV2Generation _generation = new();
    private byte[] _bytes = new byte[InitialSize];
    private int _at;
    private int _end;
    private long _inputOffset = GoTraceHeader.Length;
    private bool _streamEnded;
    private bool _isCut;

    /// <summary>Reads the next generation into the same object as the previous one; null at the end.</summary>
    /// <exception cref="ProfileFormatException">A generation is larger than the limits allow.</exception>
    public GoV2Generation? Read()
    {
        DropUsed();
        bool hasBegun = false;
        while (Fill(GoV2Layout.MaxHeaderLength) > 0)
        {
            if (_bytes[_at] == (byte)GoV2Event.EndOfGeneration)
            {
                _at++;
                if (hasBegun)
                {
                    return Complete(isWhole: true);
                }

                continue;
            }

            int start = _at;
            if (!TryReadHeader(out GoV2Batch batch))
            {
                Resynchronise(start);
                continue;
            }

            if (hasBegun && batch.Generation != _generation.Number && !IsStray(batch))
            {
                _at = start;
                return Complete(isWhole: version < GoV2Layout.EndMarkVersion);
            }

            if (!hasBegun)
            {
                hasBegun = true;
                _generation.Clear(batch.Generation);
            }

            AddBatch(batch, start);
        }

        _generation.IsLast = true;
        return hasBegun ? Complete(isWhole: version < GoV2Layout.EndMarkVersion && !_isCut) : null;
    }

    private GoV2Generation Complete(bool isWhole)
    {
        _generation.IsWhole = isWhole;
        _generation.Bytes = _bytes;
        _generation.InputOffset = _inputOffset;
        return _generation;
    }

    private void AddBatch(GoV2Batch batch, int start)
    {
        int available = Fill(batch.Length);
        if (available < batch.Length)
        {
            _isCut = true;
            log.Truncated(_inputOffset + start, "the trace ends early, inside a batch");
            batch = batch with { Length = available };
        }

        _at += batch.Length;
        if (batch.Generation != _generation.Number)
        {
            log.Corrupt(
                _inputOffset + start, $"batch of generation {batch.Generation} inside another generation, discarded");
        }
        else if (!batch.IsExperimental && batch.Length > 0)
        {
            _generation.Batches.Add(batch);
        }
    }

    // A batch of another generation begins that generation, unless the batch after it belongs to the current one.
    private bool IsStray(in GoV2Batch batch)
    {
        int payload = _at;
        int needed = batch.Length + GoV2Layout.MaxHeaderLength;
        if (batch.Generation == _generation.Number + 1 || Fill(needed) <= batch.Length)
        {
            return false;
        }

        _at += batch.Length;
        bool isStray = TryReadHeader(out GoV2Batch next) && next.Generation == _generation.Number;
        _at = payload;
        return isStray;
    }

    private bool TryReadHeader(out GoV2Batch batch)
    {
        batch = default;
        int start = _at;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _end);
        bool isExperimental = bytes[_at] == (byte)GoV2Event.ExperimentalBatch;
        if (!isExperimental && bytes[_at] != (byte)GoV2Event.Batch)
        {
            return false;
        }

        var cursor = new ByteCursor(bytes, _at + (isExperimental ? 2 : 1));
        if (!cursor.TryReadVarint(out ulong generation) || !cursor.TryReadVarint(out ulong thread)
            || !cursor.TryReadVarint(out ulong time) || !cursor.TryReadVarint(out ulong length)
            || generation == 0 || length > GoV2Layout.MaxBatchLength)
        {
            _at = start;
            return false;
        }

        _at = cursor.Position;
        batch = new GoV2Batch(generation, thread, time, _at, (int)length, isExperimental);
        return true;
    }

    // Continues with the next batch, which is found by the end of its header.
    private void Resynchronise(int start)
    {
        if (_end - start < GoV2Layout.MaxHeaderLength)
        {
            _isCut = true;
            log.Truncated(_inputOffset + start, "the trace ends early, inside the header of a batch");
            _at = _end;
            return;
        }

        log.Corrupt(
            _inputOffset + start, $"expected a batch, found byte 0x{_bytes[start]:x2}; skipped to the next batch");
        int searched = start + 1;
        while (true)
        {
            int found = _bytes.AsSpan(searched, _end - searched).IndexOf(GoV2BatchFinder.LengthEnd);
            if (found >= 0)
            {
                int end = searched + found + GoV2BatchFinder.LengthEnd.Length;
                if (GoV2BatchFinder.FindStart(_bytes, start + 1, end) is { } next)
                {
                    _at = next;
                    return;
                }

                searched += found + 1;
                continue;
            }

            searched = Math.Max(searched, _end - GoV2BatchFinder.LengthEnd.Length + 1);
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

    // Reads until the given number of bytes follow _at or the stream ends; returns how many follow it.
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
