using Refold.Formats;

namespace Refold;

/// <summary>
/// The kinds of facts that a profile has or a format keeps, besides names and one value of each sample.
/// </summary>
/// <remarks>
/// <see cref="FactProjection"/> defines each of them exactly. Tests check that the facts in
/// <see cref="ProfileFormat.Keeps"/> come back.
/// </remarks>
[Flags]
public enum ProfileFacts
{
    /// <summary>Only names and one value.</summary>
    None = 0,

    /// <summary>Names and units of sample types, and several of them.</summary>
    SampleTypes = 1,

    /// <summary>Labels of samples, such as threads and processes.</summary>
    Labels = 2,

    /// <summary>The time of each sample.</summary>
    Times = 4,

    /// <summary>Source files, lines and columns.</summary>
    Lines = 8,

    /// <summary>Code addresses.</summary>
    Addresses = 16,

    /// <summary>Binaries and their build ids.</summary>
    Mappings = 32,

    /// <summary>Inlining: several lines at one location.</summary>
    Inlining = 64,

    /// <summary>The facts of <see cref="ProfileInfo"/>.</summary>
    Info = 128,

    /// <summary>Single samples in the order of the input; without it, equal samples may be merged.</summary>
    Order = 256,

    /// <summary>Names in the binary, often mangled, besides names for people.</summary>
    SystemNames = 512,

    /// <summary>Callers; without them, only the leaf of each stack remains.</summary>
    Stacks = 1024,

    /// <summary>Everything.</summary>
    All = 2047,
}
