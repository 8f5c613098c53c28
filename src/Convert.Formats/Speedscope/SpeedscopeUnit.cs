namespace Refold.Formats.Speedscope;

/// <summary>A unit of the format, with the sample type of weights in that unit.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Type">The sample type.</param>
/// <param name="Power">
/// The power of ten by which values are multiplied for the unit of <paramref name="Type"/>: 3 for microseconds.
/// </param>
/// <param name="IsTime">Whether the unit measures time.</param>
internal sealed record SpeedscopeUnit(string Name, SampleType Type, int Power, bool IsTime)
{
    private static readonly SampleType Time = new("time", "nanoseconds");

    /// <summary>The unit of weights without unit.</summary>
    public static readonly SpeedscopeUnit None = new("none", new SampleType("samples", "count"), 0, false);

    private static readonly SpeedscopeUnit[] All =
    [
        None,
        new("nanoseconds", Time, 0, true),
        new("microseconds", Time, 3, true),
        new("milliseconds", Time, 6, true),
        new("seconds", Time, 9, true),
        new("bytes", new SampleType("space", "bytes"), 0, false),
    ];

    /// <summary>Finds the unit with a name; null if the format has none.</summary>
    public static SpeedscopeUnit? Find(string name) => Array.Find(All, u => u.Name == name);
}
