using Refold.Formats;

namespace Refold;

/// <summary>
/// Several profiles as one, added one at a time: memory is that of the result and of one input. A single profile stays
/// as it is. Not for several threads at once.
/// </summary>
/// <remarks>
/// The rules are the pprof tool's, except that sample types need not be the same. The result has the sample types of
/// all profiles, by name; where units differ and can be converted, values go to the finer unit. A value that a profile
/// does not have is 0. Mappings that are one binary at different addresses become one, where its first user has it, and
/// addresses move with it. Samples with equal stack, labels (in any order of keys) and time are summed, and samples
/// without any value left out. The start is the earliest, the period the largest, durations are summed, comments joined;
/// of default sample type and page, the first is kept; frames to drop are those of the first profile. What cannot be
/// combined is a warning, <c>merge.…</c>. The numbers that inputs gave their rows are not kept.
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
    private string _meant = "";
    private int _count;

    /// <summary>Starts with nothing; keeps what the context wants.</summary>
    public ProfileMerger(ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _builder = new ProfileBuilder(context) { SumsEqualSamples = true, CancelsOpposites = true };
        _mappings = new MappingMerger(_builder);
        _info = new InfoMerger(context.Diagnostics);
        _types = new SampleTypeMerger(_builder, context.Diagnostics);
    }

    /// <summary>All profiles as one.</summary>
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
    /// <param name="profile">The profile; nothing of it is kept once the next one comes.</param>
    /// <param name="name">What warnings call it, such as the path of its file.</param>
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
            _meant = profile.SampleTypes[profile.DefaultSampleType].Name;
            return;
        }

        if (_only is { } first)
        {
            _only = null;
            Copy(first, _onlyName);
        }

        Copy(profile, name);
    }

    /// <summary>The result. Nothing may be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">There was no profile.</exception>
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
        bool meansAnother = info.DefaultSampleType.Length == 0 && _builder.SampleTypes[^1].Name != _meant;
        _builder.Info = meansAnother ? info with { DefaultSampleType = _meant } : info;
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
            // The first is the main binary, used or not.
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

    // Samples that cancel out, as in differences, tell nothing.
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
