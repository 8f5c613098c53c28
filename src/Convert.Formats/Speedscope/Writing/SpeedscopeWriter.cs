using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Writes files of speedscope with sampled profiles.</summary>
/// <remarks>
/// The counterpart is <see cref="SpeedscopeReader"/>. A sample is omitted from profiles of sample types in which its
/// value is 0. Safe to share between threads.
/// </remarks>
public sealed class SpeedscopeWriter : IProfileWriter
{
    /// <summary>The exporter of written files.</summary>
    internal const string Exporter = "refold";

    private readonly SpeedscopeOptions _options;

    /// <summary>Creates a writer.</summary>
    /// <param name="options">The options; null for the default ones.</param>
    public SpeedscopeWriter(SpeedscopeOptions? options = null) => _options = options ?? new SpeedscopeOptions();

    /// <inheritdoc/>
    public ReadRequest Request => _options.Profiles == SpeedscopeProfiles.Types
        ? new() { Facts = Facts }
        : new() { Facts = Facts | ProfileFacts.Labels | ProfileFacts.Times, LabelKeys = SpeedscopeThreadProfiles.Keys };

    private static ProfileFacts Facts => ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines
        | ProfileFacts.Mappings | ProfileFacts.Inlining | ProfileFacts.Order;

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        bool byThreads = _options.Profiles == SpeedscopeProfiles.Threads
            || (_options.Profiles == SpeedscopeProfiles.Automatic && profile.Samples.HasTimes);
        List<SpeedscopeSection> sections = byThreads && profile.Samples.Count > 0
            ? SpeedscopeThreadProfiles.SplitByThread(profile)
            : SplitByType(profile);
        SpeedscopeFrameWriter frames = CollectFrames(profile, sections, context);
        var text = new Utf8Output(output);
        text.Write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\n\"exporter\":\""u8);
        text.Write(Encoding.ASCII.GetBytes(Exporter));
        text.Write("\",\n\"activeProfileIndex\":"u8);
        text.Write((long)Math.Max(0, sections.FindIndex(p => p.Type == profile.DefaultSampleType)));
        text.Write(",\n\"shared\":{\"frames\":["u8);
        frames.Write(text);
        text.Write("]},\n\"profiles\":["u8);
        for (int i = 0; i < sections.Count; i++)
        {
            text.Write(i == 0 ? "\n"u8 : ",\n"u8);
            WriteSection(profile, sections[i], frames, text, context);
        }

        text.Write("]}\n"u8);
        text.Flush();
    }

    private static List<SpeedscopeSection> SplitByType(Profile profile)
    {
        int[] rows = [.. Enumerable.Range(0, profile.Samples.Count)];
        return [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(
            type => new SpeedscopeSection(profile.SampleTypes[type].ToString(), type, rows))];
    }

    private static SpeedscopeFrameWriter CollectFrames(
        Profile profile, List<SpeedscopeSection> sections, ConversionContext context)
    {
        var frames = new SpeedscopeFrameWriter(profile);
        foreach (SpeedscopeSection section in sections)
        {
            for (int i = 0; i < section.Rows.Length; i++)
            {
                context.CheckCancelled(i);
                if (profile.Samples.Value(section.Rows[i], section.Type) != 0)
                {
                    frames.Add(profile.Samples.Stack(section.Rows[i]));
                }
            }
        }

        return frames;
    }

    private static void WriteSection(
        Profile profile,
        SpeedscopeSection section,
        SpeedscopeFrameWriter frames,
        Utf8Output text,
        ConversionContext context)
    {
        SampleType type = profile.SampleTypes[section.Type];
        SpeedscopeUnit unit = SpeedscopeUnit.Find(type.Unit) ?? SpeedscopeUnit.None;
        Int128 sum = 0;
        foreach (int row in section.Rows)
        {
            sum += profile.Samples.Value(row, section.Type);
        }

        text.Write("{\"type\":\"sampled\",\"sampleType\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(type.ToString())));
        if (section.Thread is not null)
        {
            text.Write(",\"thread\":"u8);
            text.Write(JsonText.Quote(Utf8Text.Encode(section.Thread)));
            text.Write(",\"column\":"u8);
            text.Write((long)section.Type);
        }

        text.Write(",\"name\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(section.Name)));
        text.Write(",\"unit\":"u8);
        text.Write(JsonText.Quote(Encoding.ASCII.GetBytes(unit.Name)));
        text.Write(",\"startValue\":0,\"endValue\":"u8);
        text.Write(Encoding.ASCII.GetBytes(Int128.Max(sum, 0).ToString(CultureInfo.InvariantCulture)));
        text.Write(",\n\"samples\":["u8);
        WriteStacks(profile, section, frames, text, context);
        text.Write("],\n\"weights\":["u8);
        WriteWeights(profile, section, text, context);
        text.Write("]}"u8);
    }

    private static void WriteStacks(
        Profile profile,
        SpeedscopeSection section,
        SpeedscopeFrameWriter frames,
        Utf8Output text,
        ConversionContext context)
    {
        bool isFirst = true;
        for (int i = 0; i < section.Rows.Length; i++)
        {
            context.CheckCancelled(i);
            if (profile.Samples.Value(section.Rows[i], section.Type) != 0)
            {
                text.Write(isFirst ? "["u8 : ",["u8);
                frames.Write(profile.Samples.Stack(section.Rows[i]), text);
                text.Write((byte)']');
                isFirst = false;
            }
        }
    }

    private static void WriteWeights(
        Profile profile, SpeedscopeSection section, Utf8Output text, ConversionContext context)
    {
        bool isFirst = true;
        bool hasNegative = false;
        foreach (int row in section.Rows)
        {
            long value = profile.Samples.Value(row, section.Type);
            if (value != 0)
            {
                text.Write(isFirst ? ""u8 : ","u8);
                text.Write(value);
                isFirst = false;
                hasNegative |= value < 0;
            }
        }

        if (hasNegative)
        {
            context.Diagnostics.Warn(
                "speedscope.negative",
                new InputPosition(section.Name),
                "speedscope refuses files with negative weights");
        }
    }
}
