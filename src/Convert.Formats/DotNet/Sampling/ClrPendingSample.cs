namespace Refold.Formats.DotNet;

/// <summary>A sample to be, whose stack has no names yet.</summary>
/// <param name="Channel">The profile that counts it.</param>
/// <param name="Stack">Its stack, as the format counts them.</param>
/// <param name="ContextIndex">The number of its circumstances.</param>
/// <param name="Time">When it was, in ticks of the clock.</param>
/// <param name="First">The value of the profile's first sample type.</param>
/// <param name="Second">That of the second, if there is one.</param>
/// <param name="Third">That of the third, if there is one.</param>
internal record struct ClrPendingSample(
    ClrChannel Channel, int Stack, int ContextIndex, long Time, long First, long Second, long Third);

/// <summary>What the labels of a sample tell, besides what its profile means by them.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Activity">The activity; zero for none.</param>
/// <param name="Text">What the text of the occurrence says: the type of an object or an exception, a state, a reason.</param>
/// <param name="Detail">What its other text says: the message of an exception, the generation of a collection.</param>
/// <param name="Labels">What the program said.</param>
internal readonly record struct ClrSampleContext(
    ClrThread Thread, Guid Activity, int Text, int Detail, ClrLabelList Labels);
