using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>What a profile of a file says of itself before its samples.</summary>
internal sealed class SpeedscopeHead
{
    /// <summary>Its name; null if none came yet.</summary>
    public string? Name { get; set; }

    /// <summary>Its unit; null if none came yet.</summary>
    public SpeedscopeUnit? Unit { get; set; }

    /// <summary>The sample type as Refold's writer adds it, <c>cpu/nanoseconds</c>; null for files of others.</summary>
    public string? OwnType { get; set; }

    /// <summary>
    /// The thread as Refold's writer adds it where a thread has a profile for each sample type; else null.
    /// </summary>
    public string? OwnThread { get; set; }

    /// <summary>The column of the sample type as Refold's writer adds it; −1 for files of others.</summary>
    public int OwnColumn { get; set; } = -1;

    /// <summary>Where it begins.</summary>
    public JsonNumber Start { get; set; }

    /// <summary>The place of <see cref="Start"/> in the file.</summary>
    public InputPosition StartPosition { get; set; }

    /// <summary>Where it ends; null if it does not say.</summary>
    public JsonNumber? End { get; set; }

    /// <summary>True if its samples can be added.</summary>
    public bool IsComplete => Name is not null && Unit is not null;

    /// <summary>True if it holds one sample type of all threads, so that its name is no thread's.</summary>
    public bool IsOfType => OwnType is not null && OwnType == Name;

    /// <summary>True if samples follow each other on a clock.</summary>
    public bool HasTimes => Unit is { IsTime: true } && !IsOfType;

    /// <summary>How many powers of ten the unit in the model is finer.</summary>
    public int Power => OwnType is null ? Unit?.Power ?? 0 : 0;

    /// <summary>The column of its values.</summary>
    public int ColumnIn(ProfileBuilder builder)
    {
        SampleType type = OwnType is null ? Unit!.Type : Parse(OwnType);
        int own = OwnColumn;
        bool isOwn = own >= 0 && own <= builder.SampleTypes.Count
            && (own == builder.SampleTypes.Count || builder.SampleTypes[own] == type);
        int column = isOwn ? (own < builder.SampleTypes.Count ? own : -1)
            : IsOfType ? -1
            : builder.SampleTypes.ToList().IndexOf(type);
        return column >= 0 ? column : builder.AddSampleType(type);
    }

    /// <summary>The labels of its samples.</summary>
    public LabelSetId LabelsIn(ProfileBuilder builder)
    {
        string? thread = OwnThread ?? Name;
        if (IsOfType || string.IsNullOrEmpty(thread))
        {
            return default;
        }

        StringId key = builder.AddString(WellKnownLabels.Thread);
        return builder.AddLabels(Label.OfText(key, builder.AddString(Utf8Text.Encode(thread))));
    }

    private static SampleType Parse(string text)
    {
        int slash = text.LastIndexOf('/');
        return slash < 0 ? new SampleType(text, "count") : new SampleType(text[..slash], text[(slash + 1)..]);
    }
}
