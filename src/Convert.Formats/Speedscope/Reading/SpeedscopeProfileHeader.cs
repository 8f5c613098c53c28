using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>The properties of a profile other than its samples.</summary>
/// <remarks>
/// <code>
/// "name": "thread 1", "unit": "milliseconds", "startValue": 0, "endValue": 7.5                   of all files
/// "sampleType": "cpu/nanoseconds", "thread": "app (10)", "column": 0, "gaps": true               added by Refold
/// </code>
/// </remarks>
internal sealed class SpeedscopeProfileHeader
{
    /// <summary>The name of the profile; null before it is read.</summary>
    public string? Name { get; set; }

    /// <summary>The unit of the weights; null before it is read.</summary>
    public SpeedscopeUnit? Unit { get; set; }

    /// <summary>The sample type that Refold writes, <c>cpu/nanoseconds</c>; null in other files.</summary>
    public string? OwnType { get; set; }

    /// <summary>
    /// The thread that Refold writes if threads have a profile for each sample type; null in other files.
    /// </summary>
    public string? OwnThread { get; set; }

    /// <summary>The index of the sample type that Refold writes; −1 in other files.</summary>
    public int OwnColumn { get; set; } = -1;

    /// <summary>
    /// Whether stacks without frames are idle time, as Refold writes them, and not samples; false in other files.
    /// </summary>
    public bool HasGaps { get; set; }

    /// <summary>The start of the profile, in its unit.</summary>
    public JsonNumber Start { get; set; }

    /// <summary>The position of <see cref="Start"/> in the file.</summary>
    public InputPosition StartPosition { get; set; }

    /// <summary>The end of the profile, in its unit; null if it is not in the file.</summary>
    public JsonNumber? End { get; set; }

    /// <summary>Whether the properties are known that samples depend on.</summary>
    public bool IsComplete => Name is not null && Unit is not null;

    /// <summary>
    /// Whether the profile has one sample type of all threads, so that its name is not the name of a thread.
    /// </summary>
    public bool IsOfType => OwnType is not null && OwnType == Name;

    /// <summary>Whether the samples have times: each begins when the previous one ends.</summary>
    public bool HasTimes => Unit is { IsTime: true } && !IsOfType;

    /// <summary>The power of ten by which values are multiplied for the unit of the sample type.</summary>
    public int Power => OwnType is null ? Unit?.Power ?? 0 : 0;

    /// <summary>Finds or adds the sample type of the profile, and returns its index.</summary>
    public int AddSampleType(ProfileBuilder builder)
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

    /// <summary>Adds the labels of the samples: the thread.</summary>
    public LabelSetId AddLabels(ProfileBuilder builder)
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
