namespace Refold.Formats.DotNet;

/// <summary>What the labels of a sample tell, besides what its profile means by them.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Activity">The activity; zero for none.</param>
/// <param name="Text">What the text of the occurrence says: the type of an object or an exception, a state, a reason.</param>
/// <param name="Detail">What its other text says: the message of an exception, the generation of a collection.</param>
/// <param name="Labels">What the program said.</param>
internal readonly record struct ClrSampleContext(
    ClrThread Thread, Guid Activity, int Text, int Detail, ClrLabelList Labels);
