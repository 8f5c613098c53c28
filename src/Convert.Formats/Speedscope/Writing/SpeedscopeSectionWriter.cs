using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Writes the profiles of a file.</summary>
/// <remarks>
/// On the time axis, stacks without frames are idle time, and weights are nanoseconds. All profiles begin and end with
/// the recording, since speedscope draws each one from its own start:
/// <code>
/// "startValue": 0, "endValue": 50, "gaps": true,
/// "samples": [[], [0, 1], [], [0, 2], []],                       idle up to 10, main;work up to 20, …
/// "values":  [0, 3000, 0, 3000, 0],                              only if weights are not the values
/// "weights": [10, 10, 5, 20, 5]
/// </code>
/// </remarks>
internal sealed class SpeedscopeSectionWriter(
    Profile profile, SpeedscopeFrameWriter frames, Utf8Output text, ConversionContext context)
{
    // Clocks of processors differ: a few samples of a trace begin before the previous one ends.
    private const int ReportedOverlaps = 100;

    private readonly Dictionary<int, double> _units = [];
    private long _count;
    private long _overlapCount;
    private long _untimedCount;

    /// <summary>Writes one profile.</summary>
    /// <param name="section">The profile.</param>
    /// <param name="clock">The time axis; null if there is none.</param>
    /// <param name="all">All profiles of the file.</param>
    public void Write(SpeedscopeSection section, SpeedscopeClock? clock, IReadOnlyList<SpeedscopeSection> all)
    {
        if (clock?.Shows(section.Type) != true)
        {
            WriteValues(section);
            return;
        }

        if (!_units.TryGetValue(section.Type, out double unit))
        {
            unit = clock.EstimateNanosecondsPerUnit(section.Type, [.. all.Where(s => s.Type == section.Type)]);
            _units.Add(section.Type, unit);
        }

        WriteTimeline(section, clock, new SpeedscopeSpans(profile, clock, section, unit));
    }

    /// <summary>Reports the samples of all written profiles that are not shown as they are.</summary>
    public void Report()
    {
        if (_overlapCount > _count / ReportedOverlaps)
        {
            context.Diagnostics.Note(
                "speedscope.overlap", default, $"{Count(_overlapCount)} cut short by the next one of the same track");
        }

        if (_untimedCount > 0)
        {
            context.Diagnostics.Warn(
                "speedscope.no-time", default, $"{Count(_untimedCount)} without a time, not shown in the tracks");
        }
    }

    private void WriteValues(SpeedscopeSection section)
    {
        string unit = profile.SampleTypes[section.Type].Unit;
        Int128 sum = 0;
        foreach (int row in section.Rows)
        {
            sum += profile.Samples.Value(row, section.Type);
        }

        int[] rows = [.. section.Rows.Where(row => profile.Samples.Value(row, section.Type) != 0)];
        WriteHeader(section, SpeedscopeUnit.Find(unit) ?? SpeedscopeUnit.None, Int128.Max(sum, 0));
        text.Write(",\n\"samples\":["u8);
        WriteItems(rows, WriteStack);
        text.Write("],\n\"weights\":["u8);
        WriteItems(rows, row => text.Write(profile.Samples.Value(row, section.Type)));
        text.Write("]}"u8);
        if (Array.Exists(rows, row => profile.Samples.Value(row, section.Type) < 0))
        {
            context.Diagnostics.Warn(
                "speedscope.negative",
                new InputPosition(section.Name),
                "speedscope refuses files with negative weights");
        }
    }

    private void WriteTimeline(SpeedscopeSection section, SpeedscopeClock clock, SpeedscopeSpans spans)
    {
        List<SpeedscopeSpan> items = AddGaps(spans.Items, clock);
        bool isExact = Array.TrueForAll(
            spans.Items,
            s => s.To - s.From == profile.Samples.Value(s.Row, section.Type)
                && !profile[profile.Samples.Stack(s.Row)].IsEmpty);
        WriteHeader(section, SpeedscopeUnit.Find("nanoseconds")!, clock.End - clock.Start);
        text.Write(",\"gaps\":true,\n\"samples\":["u8);
        WriteItems(items, span => WriteStack(span.Row));
        if (!isExact)
        {
            text.Write("],\n\"values\":["u8);
            WriteItems(items, s => text.Write(s.Row < 0 ? 0 : profile.Samples.Value(s.Row, section.Type)));
        }

        text.Write("],\n\"weights\":["u8);
        WriteItems(items, span => text.Write(span.To - span.From));
        text.Write("]}"u8);
        _count += spans.Items.Length;
        _overlapCount += spans.OverlapCount;
        _untimedCount += spans.UntimedCount;
    }

    // Idle time has the row −1.
    private static List<SpeedscopeSpan> AddGaps(SpeedscopeSpan[] spans, SpeedscopeClock clock)
    {
        List<SpeedscopeSpan> items = [];
        long now = clock.Start;
        foreach (SpeedscopeSpan span in spans.Append(new SpeedscopeSpan(-1, clock.End, clock.End)))
        {
            if (span.From > now)
            {
                items.Add(new SpeedscopeSpan(-1, now, span.From));
            }

            if (span.Row >= 0)
            {
                items.Add(span);
            }

            now = span.To;
        }

        return items;
    }

    private static string Count(long samples) =>
        samples == 1 ? "1 sample" : string.Create(CultureInfo.InvariantCulture, $"{samples} samples");

    private void WriteHeader(SpeedscopeSection section, SpeedscopeUnit unit, Int128 end)
    {
        text.Write("{\"type\":\"sampled\",\"sampleType\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(profile.SampleTypes[section.Type].ToString())));
        if (section.Thread is not null)
        {
            text.Write(",\"thread\":"u8);
            text.Write(JsonText.Quote(Utf8Text.Encode(section.Thread)));
            text.Write(",\"column\":"u8);
            text.Write((long)section.Column);
        }

        text.Write(",\"name\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(section.Name)));
        text.Write(",\"unit\":"u8);
        text.Write(JsonText.Quote(Encoding.ASCII.GetBytes(unit.Name)));
        text.Write(",\"startValue\":0,\"endValue\":"u8);
        text.Write(Encoding.ASCII.GetBytes(end.ToString(CultureInfo.InvariantCulture)));
    }

    private void WriteStack(int row)
    {
        text.Write("["u8);
        if (row >= 0)
        {
            frames.Write(profile.Samples.Stack(row), text);
        }

        text.Write("]"u8);
    }

    private void WriteItems<T>(IReadOnlyList<T> items, Action<T> write)
    {
        for (int i = 0; i < items.Count; i++)
        {
            context.CheckCancelled(i);
            text.Write(i == 0 ? ""u8 : ","u8);
            write(items[i]);
        }
    }
}
