namespace Refold.Formats.Speedscope;

/// <summary>The samples that become one profile of a file.</summary>
/// <param name="Name">The name of the profile.</param>
/// <param name="Type">The index of the sample type of its weights.</param>
/// <param name="Rows">The indexes of the samples, in the order in which they are written.</param>
/// <param name="Thread">The name of the track if it has a profile for each of several sample types; else null.</param>
/// <param name="Column">The index of the sample type among those that are written.</param>
internal sealed record SpeedscopeSection(string Name, int Type, int[] Rows, string? Thread = null, int Column = 0);

/// <summary>Divides the samples of a profile into tracks: threads, goroutines, or other labels.</summary>
internal static class SpeedscopeTracks
{
    /// <summary>
    /// Divides the samples by sample type and track, each in the order of their times; tracks are in the order of
    /// their first samples. A track without values of a sample type has no profile for it, unless no track has any.
    /// </summary>
    /// <param name="profile">A profile with samples.</param>
    /// <param name="names">The names of tracks.</param>
    /// <param name="types">The indexes of the sample types that are written.</param>
    public static List<SpeedscopeSection> Split(Profile profile, SpeedscopeTrackNames names, IReadOnlyList<int> types)
    {
        List<SpeedscopeSection> tracks = SplitByName(profile, names);
        if (profile.SampleTypes.Count == 1)
        {
            return tracks;
        }

        List<SpeedscopeSection> sections = [];
        for (int column = 0; column < types.Count; column++)
        {
            int type = types[column];
            string suffix = types.Count == 1 ? "" : $" · {profile.SampleTypes[type]}";
            SpeedscopeSection[] added = [.. tracks.Where(t => HasValue(profile, t.Rows, type))];
            foreach (SpeedscopeSection track in added.DefaultIfEmpty(tracks[0]))
            {
                string? thread = types.Count == 1 ? null : track.Name;
                sections.Add(new SpeedscopeSection(track.Name + suffix, type, track.Rows, thread, column));
            }
        }

        return sections;
    }

    /// <summary>
    /// The default sample type, and the others whose samples mostly have no value of another chosen type: of
    /// <c>samples/count</c> and <c>cpu/nanoseconds</c> the latter, of two events of perf both.
    /// </summary>
    public static List<int> FindDistinctTypes(Profile profile)
    {
        int first = profile.DefaultSampleType;
        List<int> types = [];

        // By sample: whether it has a value of a chosen type.
        var isCovered = new bool[profile.Samples.Count];
        foreach (int type in Enumerable.Range(0, profile.SampleTypes.Count).Reverse().OrderBy(t => t != first))
        {
            if (type == first || HasOwnSamples(profile.Samples, type, isCovered))
            {
                types.Add(type);
                Cover(profile.Samples, type, isCovered);
            }
        }

        types.Sort();
        return types;
    }

    private static bool HasOwnSamples(SampleTable samples, int type, bool[] isCovered)
    {
        int own = 0;
        int all = 0;
        for (int row = 0; row < isCovered.Length; row++)
        {
            if (samples.Value(row, type) != 0)
            {
                all++;
                own += isCovered[row] ? 0 : 1;
            }
        }

        return own > all / 2;
    }

    private static void Cover(SampleTable samples, int type, bool[] isCovered)
    {
        for (int row = 0; row < isCovered.Length; row++)
        {
            isCovered[row] |= samples.Value(row, type) != 0;
        }
    }

    private static bool HasValue(Profile profile, int[] rows, int type) =>
        Array.Exists(rows, row => profile.Samples.Value(row, type) != 0);

    private static List<SpeedscopeSection> SplitByName(Profile profile, SpeedscopeTrackNames trackNames)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var bySet = new List<int>?[profile.LabelSetCount + 1];
        List<(string Key, string Name, List<int> Rows)> tracks = [];
        for (int row = 0; row < profile.Samples.Count; row++)
        {
            LabelSetId labels = profile.Samples.Labels(row);
            if (bySet[labels.Number] is not { } rows)
            {
                string name = trackNames.NameOf(profile, profile[labels], out string key);
                if (!numbers.TryGetValue(key, out int number))
                {
                    number = tracks.Count;
                    numbers.Add(key, number);
                    tracks.Add((key, name, []));
                }

                rows = tracks[number].Rows;
                bySet[labels.Number] = rows;
                tracks[number] = tracks[number].Name == key ? (key, name, rows) : tracks[number];
            }

            rows.Add(row);
        }

        return
        [
            .. tracks.Select(t => new SpeedscopeSection(t.Name, profile.DefaultSampleType, ByTime(profile, t.Rows))),
        ];
    }

    // Samples without time come first; samples of equal times stay in their order.
    private static int[] ByTime(Profile profile, List<int> rows)
    {
        SampleTable samples = profile.Samples;
        bool isSorted = true;
        for (int i = 1; i < rows.Count && isSorted; i++)
        {
            isSorted = (samples.Time(rows[i - 1]) ?? long.MinValue) <= (samples.Time(rows[i]) ?? long.MinValue);
        }

        return isSorted ? [.. rows] : [.. rows.OrderBy(r => samples.Time(r) ?? long.MinValue)];
    }
}
