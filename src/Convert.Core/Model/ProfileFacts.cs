using Refold.Formats;

namespace Refold;

/// <summary>
/// What a format can keep, or a profile holds, beyond names and one value per sample. A format's
/// <see cref="ProfileFormat.Keeps"/> is a promise that the tests hold it to.
/// </summary>
[Flags]
public enum ProfileFacts
{
    /// <summary>Names and one value.</summary>
    None = 0,

    /// <summary>Several sample types at once.</summary>
    SampleTypes = 1,

    /// <summary>Labels of samples: threads, processes and all else.</summary>
    Labels = 2,

    /// <summary>The time of each sample.</summary>
    Times = 4,

    /// <summary>Source files, lines and columns.</summary>
    Lines = 8,

    /// <summary>Code addresses.</summary>
    Addresses = 16,

    /// <summary>Binaries, where they were mapped, and their build ids.</summary>
    Mappings = 32,

    /// <summary>Which frames were inlined into which: several lines at one location.</summary>
    Inlining = 64,

    /// <summary>Facts about the whole: <see cref="ProfileInfo"/>.</summary>
    Info = 128,

    /// <summary>Single samples, in input order; without it equal samples may be summed.</summary>
    Order = 256,

    /// <summary>Names as they stand in the binary, beside names for people.</summary>
    SystemNames = 512,

    /// <summary>Who called whom, frame by frame; without it, the innermost function of each stack.</summary>
    Stacks = 1024,

    /// <summary>Everything.</summary>
    All = 2047,
}
