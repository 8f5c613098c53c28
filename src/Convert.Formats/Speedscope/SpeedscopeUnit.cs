namespace Refold.Formats.Speedscope;

/// <summary>The units of the format, and what they are in the model.</summary>
/// <param name="Name">As the file spells it.</param>
/// <param name="Type">What a weight in it counts.</param>
/// <param name="Power">How many powers of ten the unit of <paramref name="Type"/> is finer.</param>
/// <param name="IsTime">True if it measures time.</param>
internal sealed record SpeedscopeUnit(string Name, SampleType Type, int Power, bool IsTime)
{
    private static readonly SampleType Time = new("time", "nanoseconds");

    /// <summary>Weights without unit.</summary>
    public static readonly SpeedscopeUnit None = new("none", new SampleType("samples", "count"), 0, false);

    private static readonly SpeedscopeUnit[] Known =
    [
        None,
        new("nanoseconds", Time, 0, true),
        new("microseconds", Time, 3, true),
        new("milliseconds", Time, 6, true),
        new("seconds", Time, 9, true),
        new("bytes", new SampleType("space", "bytes"), 0, false),
    ];

    /// <summary>The unit of this name; null if the format has none.</summary>
    public static SpeedscopeUnit? Find(string name) => Array.Find(Known, u => u.Name == name);
}
