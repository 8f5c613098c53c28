using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Writes files of speedscope, with sampled profiles only. Its counterpart is <see cref="SpeedscopeReader"/>. Samples
/// without a value in the sample type are left out.
/// </summary>
public sealed class SpeedscopeWriter : IProfileWriter
{
    /// <summary>How written files name the program that wrote them.</summary>
    internal const string Exporter = "refold";

    private const int CheckEvery = 4096;

    private readonly SpeedscopeOptions _options;

    /// <summary>Writes with these options.</summary>
    public SpeedscopeWriter(SpeedscopeOptions? options = null) => _options = options ?? new SpeedscopeOptions();

    /// <inheritdoc/>
    public ReadRequest Request => _options.Profiles == SpeedscopeProfiles.Types
        ? new() { Facts = Facts }
        : new() { Facts = Facts | ProfileFacts.Labels | ProfileFacts.Times, LabelKeys = SpeedscopeThreadProfiles.Keys };

    private static ProfileFacts Facts =>
        ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.Inlining | ProfileFacts.Order;

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        bool byThreads = _options.Profiles == SpeedscopeProfiles.Threads
            || (_options.Profiles == SpeedscopeProfiles.Automatic && profile.Samples.HasTimes);
        List<SpeedscopeRows> parts = byThreads && profile.Samples.Count > 0
            ? SpeedscopeThreadProfiles.SplitByThread(profile)
            : TypesOf(profile);
        SpeedscopeFrameWriter frames = FramesOf(profile, parts, context.Cancellation);
        var text = new Utf8Output(output);
        text.Write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\n\"exporter\":\""u8);
        text.Write(Encoding.ASCII.GetBytes(Exporter));
        text.Write("\",\n\"activeProfileIndex\":"u8);
        text.Write((long)Math.Max(0, parts.FindIndex(p => p.Type == profile.DefaultSampleType)));
        text.Write(",\n\"shared\":{\"frames\":["u8);
        frames.Write(text);
        text.Write("]},\n\"profiles\":["u8);
        for (int i = 0; i < parts.Count; i++)
        {
            text.Write(i == 0 ? "\n"u8 : ",\n"u8);
            WritePart(profile, parts[i], frames, text, context);
        }

        text.Write("]}\n"u8);
        text.Flush();
    }

    private static List<SpeedscopeRows> TypesOf(Profile profile)
    {
        int[] rows = [.. Enumerable.Range(0, profile.Samples.Count)];
        return [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(
            type => new SpeedscopeRows(profile.SampleTypes[type].ToString(), type, rows))];
    }

    private static SpeedscopeFrameWriter FramesOf(
        Profile profile, List<SpeedscopeRows> parts, CancellationToken cancellation)
    {
        var frames = new SpeedscopeFrameWriter(profile);
        foreach (SpeedscopeRows part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int row in part.Rows)
            {
                if (profile.Samples.Value(row, part.Type) != 0)
                {
                    frames.Add(profile.Samples.Stack(row));
                }
            }
        }

        return frames;
    }

    private static void WritePart(
        Profile profile, SpeedscopeRows part, SpeedscopeFrameWriter frames, Utf8Output text, ConversionContext context)
    {
        SampleType type = profile.SampleTypes[part.Type];
        Int128 sum = 0;
        foreach (int row in part.Rows)
        {
            sum += profile.Samples.Value(row, part.Type);
        }

        text.Write("{\"type\":\"sampled\",\"sampleType\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(type.ToString())));
        if (part.Thread is not null)
        {
            text.Write(",\"thread\":"u8);
            text.Write(JsonText.Quote(Utf8Text.Encode(part.Thread)));
            text.Write(",\"column\":"u8);
            text.Write((long)part.Type);
        }

        text.Write(",\"name\":"u8);
        text.Write(JsonText.Quote(Utf8Text.Encode(part.Name)));
        text.Write(",\"unit\":"u8);
        text.Write(JsonText.Quote(Encoding.ASCII.GetBytes((SpeedscopeUnit.Find(type.Unit) ?? SpeedscopeUnit.None).Name)));
        text.Write(",\"startValue\":0,\"endValue\":"u8);
        text.Write(Encoding.ASCII.GetBytes(Int128.Max(sum, 0).ToString(CultureInfo.InvariantCulture)));
        text.Write(",\n\"samples\":["u8);
        WriteStacks(profile, part, frames, text, context.Cancellation);
        text.Write("],\n\"weights\":["u8);
        WriteWeights(profile, part, text, context);
        text.Write("]}"u8);
    }

    private static void WriteStacks(
        Profile profile, SpeedscopeRows part, SpeedscopeFrameWriter frames, Utf8Output text, CancellationToken cancellation)
    {
        bool isFirst = true;
        for (int i = 0; i < part.Rows.Length; i++)
        {
            if (i % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (profile.Samples.Value(part.Rows[i], part.Type) != 0)
            {
                text.Write(isFirst ? "["u8 : ",["u8);
                frames.Write(profile.Samples.Stack(part.Rows[i]), text);
                text.Write((byte)']');
                isFirst = false;
            }
        }
    }

    private static void WriteWeights(Profile profile, SpeedscopeRows part, Utf8Output text, ConversionContext context)
    {
        bool isFirst = true;
        bool hasNegative = false;
        foreach (int row in part.Rows)
        {
            long value = profile.Samples.Value(row, part.Type);
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
                "speedscope.negative", new InputPosition(part.Name), "speedscope refuses files with negative weights");
        }
    }
}
