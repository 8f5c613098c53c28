using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>The samples of a file, as raw bytes until the tables that they refer to have been read.</summary>
/// <remarks>
/// The tables usually follow the samples. Each sample is split into stack, labels and values; equal stacks and equal
/// label lists are stored once.
/// <code>
///     sample: [ location_id fields │ value fields │ label fields ]
///                     │                  │              └─► Labels ──► number ─┐
///                     └─► Stacks ──► number ───────────────────────────────┐   │
///     record in the buffer: [ stack's number ][ labels' number ][ values ]
/// </code>
/// </remarks>
internal sealed class PprofSamples(PprofLog log, ConversionLimits limits)
{
    private readonly PprofRecordBuffer _records = new();
    private byte[] _regrouped = [];

    /// <summary>The distinct stacks, as raw location_id fields.</summary>
    public PprofRawPieces Stacks { get; } = new(log, limits, "stacks");

    /// <summary>The distinct label lists, as raw label fields.</summary>
    public PprofRawPieces Labels { get; } = new(log, limits, "label lists");

    /// <summary>The number of samples added.</summary>
    public int Count => _records.Count;

    /// <summary>The number of values of the first sample.</summary>
    public int FirstValueCount { get; private set; }

    /// <summary>Adds a sample.</summary>
    public void Add(long offset, ReadOnlySpan<byte> sample)
    {
        if (!TrySplit(offset, sample, out Range stack, out Range values, out Range labels))
        {
            sample = Regroup(offset, sample);
            TrySplit(offset, sample, out stack, out values, out labels);
        }

        FirstValueCount = Count == 0 ? CountValues(offset, sample[values]) : FirstValueCount;
        ulong stackNumber = (ulong)Stacks.Add(offset, sample[stack]);
        ulong labelsNumber = (ulong)Labels.Add(offset, sample[labels]);
        int length = Varint.Length(stackNumber) + Varint.Length(labelsNumber);
        ReadOnlySpan<byte> valueBytes = sample[values];
        Span<byte> entry = _records.Add(offset, length + valueBytes.Length);
        int at = Varint.Write(entry, 0, stackNumber);
        at = Varint.Write(entry, at, labelsNumber);
        valueBytes.CopyTo(entry[at..]);
    }

    /// <summary>Takes the next sample, in the order of the file; false after the last.</summary>
    public bool TryTake(out PprofSample sample)
    {
        sample = default;
        if (!_records.TryTake(out ReadOnlySpan<byte> entry, out long offset))
        {
            return false;
        }

        var cursor = new ProtobufCursor(entry, offset, log);
        int stack = (int)cursor.ReadVarint();
        int labels = (int)cursor.ReadVarint();
        var values = new ProtobufCursor(entry[cursor.Position..], offset, log, isInPlace: false);
        sample = new PprofSample(offset, stack, labels, values);
        return true;
    }

    private static bool TryExtend(ref Range piece, int start, int end)
    {
        bool isFirst = piece.End.Value == 0;
        bool isNext = piece.End.Value == start;
        piece = isFirst ? start..end : piece.Start..end;
        return isFirst || isNext;
    }

    private int CountValues(long offset, ReadOnlySpan<byte> values)
    {
        int count = 0;
        var cursor = new ProtobufCursor(values, offset, log, isInPlace: false);
        while (cursor.TryReadRun(out ReadOnlySpan<byte> run))
        {
            for (int at = 0; at < run.Length; count++)
            {
                _ = cursor.ReadFromRun(run, ref at);
            }
        }

        return count;
    }

    // Known writers put fields of one kind side by side. Where they are not, this returns false, and Regroup sorts the
    // fields first.
    private bool TrySplit(long offset, ReadOnlySpan<byte> sample, out Range stack, out Range values, out Range labels)
    {
        (stack, values, labels) = (default, default, default);
        bool isSideBySide = true;
        var cursor = new ProtobufCursor(sample, offset, log);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.SampleLocations:
                    cursor.ReadBytes();
                    isSideBySide &= TryExtend(ref stack, cursor.FieldStart, cursor.Position);
                    break;
                case PprofFields.SampleLocation:
                    cursor.ReadVarint();
                    isSideBySide &= TryExtend(ref stack, cursor.FieldStart, cursor.Position);
                    break;
                case PprofFields.SampleValues:
                    cursor.ReadBytes();
                    isSideBySide &= TryExtend(ref values, cursor.FieldStart, cursor.Position);
                    break;
                case PprofFields.SampleValue:
                    cursor.ReadVarint();
                    isSideBySide &= TryExtend(ref values, cursor.FieldStart, cursor.Position);
                    break;
                case PprofFields.SampleLabel:
                    cursor.ReadBytes();
                    isSideBySide &= TryExtend(ref labels, cursor.FieldStart, cursor.Position);
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Sample);
                    break;
            }
        }

        return isSideBySide;
    }

    private ReadOnlySpan<byte> Regroup(long offset, ReadOnlySpan<byte> sample)
    {
        if (_regrouped.Length < sample.Length)
        {
            _regrouped = new byte[sample.Length];
        }

        int length = 0;
        for (uint field = 1; field <= 3; field++)
        {
            var cursor = new ProtobufCursor(sample, offset, log);
            while (cursor.TryReadTag(out uint tag))
            {
                cursor.Skip(tag);
                ReadOnlySpan<byte> bytes = sample[cursor.FieldStart..cursor.Position];
                if (tag >> 3 == field)
                {
                    bytes.CopyTo(_regrouped.AsSpan(length));
                    length += bytes.Length;
                }
            }
        }

        return _regrouped.AsSpan(0, length);
    }
}
