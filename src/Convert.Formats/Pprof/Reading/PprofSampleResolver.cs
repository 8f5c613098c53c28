using Refold.Formats.Shared;
using Refold.Storage;

namespace Refold.Formats.Pprof;

/// <summary>Turns the samples of a raw profile into samples of a profile, after all tables are resolved.</summary>
internal sealed class PprofSampleResolver(
    PprofRawProfile raw, ProfileBuilder builder, IdTable locations, PprofLog log, ConversionContext context)
{
    // Far more than any tool writes.
    private const int MaxLabels = 1 << 16;

    private readonly PprofSamples _samples = raw.Samples;
    private readonly long[] _values = new long[builder.SampleTypes.Count];

    // Stacks and label lists are numbered by first use, so a new one always has the next number.
    private readonly StackId[] _stacks = new StackId[raw.Samples.Stacks.Count + 1];
    private readonly LabelSetId[] _labelSets = new LabelSetId[raw.Samples.Labels.Count + 1];
    private int _stackCount;
    private int _labelSetCount;
    private LocationId[] _frames = new LocationId[256];
    private Label[] _labels = new Label[16];

    public void AddSamples()
    {
        for (int row = 0; _samples.TryTake(out PprofSample sample); row++)
        {
            if ((row & 0xFFF) == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            if (sample.Stack > _stackCount)
            {
                _stacks[++_stackCount] = AddStack(sample);
            }

            if (sample.Labels > _labelSetCount)
            {
                _labelSets[++_labelSetCount] = AddLabels(sample);
            }

            ReadValues(sample, row);
            builder.AddSample(_stacks[sample.Stack], _values, _labelSets[sample.Labels]);
        }
    }

    private void ReadValues(in PprofSample sample, int row)
    {
        long[] values = _values;
        int count = 0;
        ProtobufCursor cursor = sample.Values;
        while (cursor.TryReadRun(out ReadOnlySpan<byte> run))
        {
            for (int at = 0; at < run.Length; count++)
            {
                long value = (long)cursor.ReadFromRun(run, ref at);
                if (count < values.Length)
                {
                    values[count] = value;
                }
            }
        }

        if (count != values.Length)
        {
            values.AsSpan(Math.Min(count, values.Length)).Clear();
            const string Rule = "excess values are discarded, missing ones are 0";
            int expected = values.Length;
            log.Warn(
                "pprof.value-count",
                sample.Offset,
                $"expected {expected} values in sample {row + 1}, found {count}: {Rule}");
        }
    }

    private StackId AddStack(in PprofSample sample)
    {
        int depth = 0;
        var cursor = new ProtobufCursor(_samples.Stacks[sample.Stack], sample.Offset, log, isInPlace: false);
        while (cursor.TryReadRun(out ReadOnlySpan<byte> run))
        {
            // A location id takes one to ten bytes.
            CheckDepth(depth + (run.Length / Varint.MaxLength), sample.Offset);
            if (run.Length > _frames.Length - depth)
            {
                Array.Resize(ref _frames, Math.Max(depth + run.Length, _frames.Length * 2));
            }

            Span<LocationId> frames = _frames.AsSpan(depth, run.Length);
            int count = 0;
            for (int at = 0; at < run.Length; count++)
            {
                ulong id = cursor.ReadFromRun(run, ref at);
                int number = locations.Find(id);
                frames[count] = number != 0 ? new LocationId(number) : AddMissingLocation(id, sample.Offset);
            }

            depth += count;
        }

        CheckDepth(depth, sample.Offset);
        return builder.AddStack(_frames.AsSpan(0, depth));
    }

    private void CheckDepth(int depth, long offset)
    {
        if (depth > context.Limits.StackDepth)
        {
            throw log.Error(offset, $"expected at most {context.Limits.StackDepth} frames in a stack, found more");
        }
    }

    // The frame stays in the stack, so that depths and totals are correct.
    private LocationId AddMissingLocation(ulong id, long offset)
    {
        log.WarnOfMissing(
            "pprof.missing-location", offset, $"location {id} is not in the table: the frame has no name");
        LocationId location = builder.AppendLocation(default, 0, [], isFolded: false, id);
        locations.TryAdd(id, location.Number);
        return location;
    }

    private LabelSetId AddLabels(in PprofSample sample)
    {
        int count = 0;
        var cursor = new ProtobufCursor(_samples.Labels[sample.Labels], sample.Offset, log, isInPlace: false);
        while (cursor.TryReadTag(out _))
        {
            if (count == MaxLabels)
            {
                throw log.Error(sample.Offset, $"expected at most {MaxLabels} labels in a sample, found more");
            }

            if (count == _labels.Length)
            {
                Array.Resize(ref _labels, count * 2);
            }

            _labels[count++] = ReadLabel(cursor.ReadMessage());
        }

        return builder.AddLabels(_labels.AsSpan(0, count));
    }

    private Label ReadLabel(ProtobufCursor cursor)
    {
        StringId key = default;
        StringId unit = default;
        StringId? text = null;
        long? number = null;
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.LabelKey:
                    key = raw.Strings.Read(ref cursor, "label.key");
                    break;
                case PprofFields.LabelText:
                    text = raw.Strings.Read(ref cursor, "label.str");
                    break;
                case PprofFields.LabelNumber:
                    number = (long)cursor.ReadVarint();
                    break;
                case PprofFields.LabelUnit:
                    unit = raw.Strings.Read(ref cursor, "label.num_unit");
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Label);
                    break;
            }
        }

        // An empty text and a zero both have the value 0: only the presence of the fields distinguishes them.
        bool hasNumber = unit != default || number is not null;
        if (text is null || (text == default(StringId) && hasNumber))
        {
            return Label.OfNumber(key, number ?? 0, unit);
        }

        if (unit != default || number is not (null or 0))
        {
            log.Warn("pprof.two-values", cursor.Offset, $"a label has a text and a number: the number is discarded");
        }

        return Label.OfText(key, text.Value);
    }
}
