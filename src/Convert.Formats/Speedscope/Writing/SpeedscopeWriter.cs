using System.Text;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Writes files of speedscope with sampled profiles.</summary>
/// <remarks>
/// Samples with times lie on one time axis in all profiles of the file; see <see cref="SpeedscopeSectionWriter"/>. The
/// counterpart is <see cref="SpeedscopeReader"/>. A sample is omitted from profiles of sample types in which its value
/// is 0. Safe to share between threads.
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
        : new()
        {
            Facts = Facts | ProfileFacts.Labels | ProfileFacts.Times | ProfileFacts.Info,
            LabelKeys = new SpeedscopeTrackNames(_options.Track).Keys,
        };

    private static ProfileFacts Facts => ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines
        | ProfileFacts.Mappings | ProfileFacts.Inlining | ProfileFacts.Order;

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return FindTypes(profile, CreateClock(profile, new ConversionContext()));
    }

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        SpeedscopeClock? clock = CreateClock(profile, context);
        List<SpeedscopeSection> sections = CreateSections(profile, clock, context);
        SpeedscopeFrameWriter frames = CollectFrames(profile, sections, context);
        var text = new Utf8Output(output);
        text.Write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\n\"exporter\":\""u8);
        text.Write(Encoding.ASCII.GetBytes(Exporter));
        text.Write("\",\n\"activeProfileIndex\":"u8);
        text.Write((long)Math.Max(0, sections.FindIndex(p => p.Type == profile.DefaultSampleType)));
        text.Write(",\n\"shared\":{\"frames\":["u8);
        frames.Write(text);
        text.Write("]},\n\"profiles\":["u8);
        var writer = new SpeedscopeSectionWriter(profile, frames, text, context);
        for (int i = 0; i < sections.Count; i++)
        {
            text.Write(i == 0 ? "\n"u8 : ",\n"u8);
            writer.Write(sections[i], clock, sections);
        }

        writer.Report();
        text.Write("]}\n"u8);
        text.Flush();
    }

    private SpeedscopeClock? CreateClock(Profile profile, ConversionContext context) =>
        _options.Profiles == SpeedscopeProfiles.Types ? null : SpeedscopeClock.TryCreate(profile, context);

    private List<int> FindTypes(Profile profile, SpeedscopeClock? clock) =>
        _options.Profiles == SpeedscopeProfiles.Automatic && clock?.Shows(profile.DefaultSampleType) == true
            ? SpeedscopeTracks.FindDistinctTypes(profile)
            : [.. Enumerable.Range(0, profile.SampleTypes.Count)];

    private List<SpeedscopeSection> CreateSections(
        Profile profile, SpeedscopeClock? clock, ConversionContext context)
    {
        bool isByTrack = _options.Profiles == SpeedscopeProfiles.Threads
            || (_options.Profiles == SpeedscopeProfiles.Automatic && profile.Samples.HasTimes);
        if (!isByTrack || profile.Samples.Count == 0)
        {
            return SplitByType(profile);
        }

        var names = new SpeedscopeTrackNames(_options.Track);
        List<SpeedscopeSection> sections = SpeedscopeTracks.Split(profile, names, FindTypes(profile, clock));
        if (_options.Track.Length > 0 && !names.AreFound)
        {
            context.Diagnostics.Warn(
                "speedscope.no-track",
                default,
                $"no sample has a label {string.Join(" or ", names.Keys)}; all samples are in one track");
        }

        return sections;
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
}
