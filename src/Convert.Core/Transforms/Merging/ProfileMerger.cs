using Refold.Formats;

namespace Refold;

/// <summary>Merges profiles into one.</summary>
/// <remarks>
/// Profiles are added one at a time, so memory holds the result and one input; this is why merging, which has several
/// inputs, is not an <see cref="IProfileTransform"/>. A single profile is returned unchanged. Not thread-safe.
/// <code>
/// a   samples/count cpu/nanoseconds         main;f 2 20
/// b   samples/count cpu/milliseconds        main;f 1  5     main;g 1 1
///
///     samples/count cpu/nanoseconds         main;f 3 5000020     main;g 1 1000000
/// </code>
/// The rules are those of pprof, except that sample types may differ:
/// <list type="bullet">
/// <item>The result has the sample types of all profiles, by name. Units that can be converted are converted to the
/// finer one. A value that a profile does not have is 0.</item>
/// <item>Samples of equal stack, time and labels (in any order of keys) are summed. Samples whose values are all 0 are
/// discarded.</item>
/// <item>Mappings that are one binary at different addresses are merged: <see cref="MappingMerger"/>.</item>
/// <item>The start is the earliest, the period is the largest, durations are summed, comments are joined. The default
/// sample type and the URL of the documentation are the first that are set; the frames to drop are those of the first
/// profile.</item>
/// <item>Ids that the inputs gave their rows are discarded.</item>
/// </list>
/// Facts that cannot be combined are reported as warnings <c>merge.…</c>.
/// </remarks>
public sealed class ProfileMerger
{
    private readonly ConversionContext _context;
    private readonly ProfileBuilder _builder;
    private readonly MappingMerger _mappings;
    private readonly InfoMerger _info;
    private readonly SampleTypeMerger _types;
    private readonly CanonicalLabels _labels = new();
    private Profile? _only;
    private string _onlyName = "";
    private string _defaultType = "";
    private int _count;

    /// <summary>Creates a merger without profiles.</summary>
    /// <param name="context">Receives warnings; its limits, its request and its cancellation apply.</param>
    public ProfileMerger(ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _builder = new ProfileBuilder(context) { SumsEqualSamples = true, CancelsOpposites = true };
        _mappings = new MappingMerger(_builder);
        _info = new InfoMerger(context.Diagnostics);
        _types = new SampleTypeMerger(_builder, context.Diagnostics);
    }

    /// <summary>Creates a merger that keeps all facts, whatever the request of the context.</summary>
    internal static ProfileMerger KeepingAll(ConversionContext context) => new(new ConversionContext
    {
        Diagnostics = context.Diagnostics,
        Cancellation = context.Cancellation,
        Limits = context.Limits,
    });

    /// <summary>Merges profiles with the default limits; warnings are discarded.</summary>
    /// <exception cref="InvalidOperationException">There is no profile.</exception>
    public static Profile Merge(params IEnumerable<Profile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var merger = new ProfileMerger(new ConversionContext());
        foreach (Profile profile in profiles)
        {
            merger.Add(profile);
        }

        return merger.Build();
    }

    /// <summary>Adds a profile.</summary>
    /// <param name="profile">The profile; only the latest one stays in memory.</param>
    /// <param name="name">The name of the profile in warnings, such as the path of its file.</param>
    /// <exception cref="ProfileFormatException">The result would exceed the limits.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public void Add(Profile profile, string name = "profile")
    {
        ArgumentNullException.ThrowIfNull(profile);
        _count++;
        if (_count == 1)
        {
            _only = profile;
            _onlyName = name;
            _defaultType = profile.SampleTypes[profile.DefaultSampleType].Name;
            return;
        }

        if (_only is { } first)
        {
            _only = null;
            Copy(first, _onlyName);
        }

        Copy(profile, name);
    }

    /// <summary>Builds the result. Nothing may be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">No profile was added.</exception>
    public Profile Build()
    {
        if (_count == 0)
        {
            throw new InvalidOperationException("There is no profile to merge.");
        }

        if (_only is { } only)
        {
            return only;
        }

        _mappings.Finish();
        ProfileInfo info = _info.Merged;
        string named = info.DefaultSampleType;
        bool isKnown = named.Length > 0 && _builder.SampleTypes.Any(t => t.Name == named);
        bool hasOtherDefault = !isKnown && _builder.SampleTypes[^1].Name != _defaultType;
        _builder.Info = hasOtherDefault ? info with { DefaultSampleType = _defaultType } : info;
        return WithoutZeros(_builder.Build());
    }

    private void Copy(Profile profile, string name)
    {
        var position = new InputPosition(name);
        _builder.MarkDiscarded(profile.Discarded);
        bool keepsTimes = _info.Add(profile, position);
        ColumnMapping[] columns = _types.Add(profile, position);
        var moved = new MappingRelocation?[profile.MappingCount + 1];
        moved[0] = default(MappingRelocation);
        RowCopier copier = CopierOf(profile, moved);
        var values = new long[_builder.SampleTypes.Count];
        int row = 0;
        long tooLarge = 0;
        foreach (Sample sample in profile.Samples)
        {
            _context.CheckCancelled(row++);
            bool hasValue = false;
            for (int type = 0; type < columns.Length; type++)
            {
                values[columns[type].Column] = columns[type].Scale(sample[type], ref tooLarge);
                hasValue |= sample[type] != 0;
            }

            if (hasValue)
            {
                long? time = keepsTimes ? sample.Time : null;
                _builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), time);
            }
        }

        _types.ReportTooLarge(tooLarge, position);
        HoldUnused(profile, moved, copier);
    }

    private RowCopier CopierOf(Profile profile, MappingRelocation?[] moved)
    {
        RowCopier copier = null!;
        copier = new RowCopier(profile, _builder) { Moves = Move, LabelOrder = _labels.First };
        if (_builder.SampleCount == 0 && moved.Length > 1)
        {
            // The first mapping is the main binary by the rules of profile.proto, also if no location is in it.
            Move(new MappingId(1));
        }

        return copier;

        MappingRelocation Move(MappingId id) => moved[id.Number] ??= _mappings.Move(Copied(profile[id], copier));
    }

    private void HoldUnused(Profile profile, MappingRelocation?[] moved, RowCopier copier)
    {
        for (int i = 1; i < moved.Length; i++)
        {
            if (moved[i] is null)
            {
                _mappings.Hold(Copied(profile[new MappingId(i)], copier));
            }
        }
    }

    private static Mapping Copied(Mapping row, RowCopier copier) =>
        row with { File = copier.Copy(row.File), BuildId = copier.Copy(row.BuildId) };

    // Samples cancel out in differences.
    private Profile WithoutZeros(Profile merged)
    {
        bool hasZeros = false;
        foreach (Sample sample in merged.Samples)
        {
            hasZeros |= !HasValue(sample);
        }

        return hasZeros ? new ProfileRewriter(merged, _context) { Keeps = HasValue }.Run() : merged;

        bool HasValue(Sample sample)
        {
            for (int type = 0; type < merged.SampleTypes.Count; type++)
            {
                if (sample[type] != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
