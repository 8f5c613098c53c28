namespace Refold.Formats.Speedscope;

/// <summary>What becomes a profile of its own in a file.</summary>
public enum SpeedscopeProfiles
{
    /// <summary>Threads if samples have times, else sample types.</summary>
    Automatic,

    /// <summary>Each thread, with its samples in the order of their times, once for each sample type.</summary>
    Threads,

    /// <summary>Each sample type, with the samples of all threads.</summary>
    Types,
}
