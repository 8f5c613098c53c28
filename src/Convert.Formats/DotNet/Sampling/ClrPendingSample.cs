namespace Refold.Formats.DotNet;

/// <summary>A sample to be, whose stack has no names yet.</summary>
/// <param name="Profile">The profile that counts it.</param>
/// <param name="Stack">Its stack, as the format counts them.</param>
/// <param name="Circumstances">The number of its circumstances.</param>
/// <param name="Time">When it was, in ticks of the clock.</param>
/// <param name="First">The value of the profile's first sample type.</param>
/// <param name="Second">That of the second, if there is one.</param>
/// <param name="Third">That of the third, if there is one.</param>
internal record struct ClrPendingSample(
    ClrChannel Profile, int Stack, int Circumstances, long Time, long First, long Second, long Third);
