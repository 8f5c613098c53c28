using Refold.Formats;

namespace Refold;

/// <summary>Removes from rows the facts that a request does not ask for, and records what it removed.</summary>
/// <remarks>
/// Rows that differ only in removed facts become equal, so that the builder stores them once:
/// <code>
/// request: Stacks                    name   file     start line
///
/// two functions of the input         main   a.c      10
///                                    main   b.c      20
/// one function of the profile        main
/// </code>
/// </remarks>
internal sealed class RequestFilter(ReadRequest request)
{
    // While all of these are requested, locations of the input that differ stay different.
    private const ProfileFacts DistinctLocations =
        ProfileFacts.Addresses | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.SystemNames;

    /// <summary>The ids of the label keys that are requested; null for all keys.</summary>
    public HashSet<StringId>? LabelKeys { get; init; }

    /// <summary>The facts that the source has and that are not requested.</summary>
    public ProfileFacts Discarded { get; private set; }

    /// <summary>Whether mappings are requested.</summary>
    public bool KeepsMappings => request.Has(ProfileFacts.Mappings);

    /// <summary>Whether mappings of the input that differ stay different.</summary>
    public bool KeepsDistinctMappings => request.Has(ProfileFacts.Mappings | ProfileFacts.Addresses);

    /// <summary>Whether functions of the input that differ stay different.</summary>
    public bool KeepsDistinctFunctions => request.Has(ProfileFacts.Lines | ProfileFacts.SystemNames);

    /// <summary>Whether locations of the input that differ stay different.</summary>
    public bool KeepsDistinctLocations => request.Has(DistinctLocations);

    /// <summary>Records facts that the source has and that are not requested.</summary>
    public void Discard(ProfileFacts facts) => Discarded |= facts;

    /// <summary>Removes start, limit and offset of a mapping unless addresses are requested.</summary>
    public Mapping Filter(in Mapping mapping)
    {
        if (request.Has(ProfileFacts.Addresses))
        {
            return mapping;
        }

        Discard(ProfileContents.Find(mapping));
        return new Mapping(0, 0, 0, mapping.File, mapping.BuildId, mapping.Flags);
    }

    /// <summary>Removes file, start line and system name of a function unless they are requested.</summary>
    public Function Filter(in Function function)
    {
        Function kept = function;
        Discard(ProfileContents.Find(function) & ~request.Facts);
        if (!request.Has(ProfileFacts.Lines))
        {
            kept = kept with { File = default, StartLine = 0 };
        }

        if (!request.Has(ProfileFacts.SystemNames))
        {
            // A function without a name keeps its system name in place of it.
            StringId name = kept.Name == default ? kept.SystemName : kept.Name;
            kept = kept with { Name = name, SystemName = default };
        }

        return kept;
    }

    /// <summary>Removes the address of a location unless addresses are requested.</summary>
    public void Filter(ref ulong address, ref bool isFolded)
    {
        if (!request.Has(ProfileFacts.Addresses))
        {
            Discard(address != 0 || isFolded ? ProfileFacts.Addresses : 0);
            (address, isFolded) = (0, false);
        }
    }

    /// <summary>Removes line and column numbers unless they are requested.</summary>
    public ReadOnlySpan<Line> Filter(ReadOnlySpan<Line> lines)
    {
        ProfileFacts found = ProfileFacts.None;
        for (int i = 0; i < lines.Length && !request.Has(ProfileFacts.Lines); i++)
        {
            found |= ProfileContents.Find(lines[i]);
        }

        Discard(found);
        return found == ProfileFacts.None ? lines : Array.ConvertAll(lines.ToArray(), l => new Line(l.Function));
    }

    /// <summary>Removes the labels whose keys are not requested.</summary>
    public ReadOnlySpan<Label> Filter(ReadOnlySpan<Label> labels)
    {
        if (!request.Has(ProfileFacts.Labels))
        {
            Discard(labels.IsEmpty ? 0 : ProfileFacts.Labels);
            return [];
        }

        if (LabelKeys is null)
        {
            return labels;
        }

        Label[] kept = [.. labels.ToArray().Where(l => LabelKeys.Contains(l.Key))];
        Discard(kept.Length < labels.Length ? ProfileFacts.Labels : 0);
        return kept;
    }

    /// <summary>Removes the time of a sample unless times are requested.</summary>
    public long? Filter(long? time)
    {
        if (time is null || request.Has(ProfileFacts.Times))
        {
            return time;
        }

        Discard(ProfileFacts.Times);
        return null;
    }

    /// <summary>Removes start, duration, period and comments unless they are requested.</summary>
    /// <remarks>
    /// The default sample type stays, since it decides which value is shown. A clock without times is meaningless.
    /// </remarks>
    public ProfileInfo Filter(ProfileInfo info)
    {
        ProfileInfo kept = info;
        if (!request.Has(ProfileFacts.Info))
        {
            Discard(ProfileContents.Find(info));
            kept = ProfileInfo.None with { DefaultSampleType = info.DefaultSampleType };
        }

        return request.Has(ProfileFacts.Times) ? kept : kept with { Clock = ProfileClock.Unspecified };
    }
}
