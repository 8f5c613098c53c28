namespace Refold.Formats.DotNet;

/// <summary>A sample whose stack is still a list of addresses: traces contain the names of methods last.</summary>
/// <param name="Channel">The channel that counts it.</param>
/// <param name="Stack">The format's own id of the stack; 0 is the empty stack.</param>
/// <param name="ContextIndex">The index of its context in the list of samples.</param>
/// <param name="Time">Its time in ticks of the trace's clock.</param>
/// <param name="First">The value of the channel's first sample type.</param>
/// <param name="Second">The value of the second sample type; 0 if there is none.</param>
/// <param name="Third">The value of the third sample type; 0 if there is none.</param>
internal record struct ClrPendingSample(
    ClrChannel Channel, int Stack, int ContextIndex, long Time, long First, long Second, long Third);

/// <summary>The facts of a sample that become labels.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Activity">The activity id; all zeros for none.</param>
/// <param name="Text">
/// A pooled string: the type of an object or exception, a state, a reason, the name of an event.
/// </param>
/// <param name="Detail">A second pooled string: an exception's message, the generation of a collection.</param>
/// <param name="Labels">The labels of the traced program.</param>
internal readonly record struct ClrSampleContext(
    ClrThread Thread, Guid Activity, int Text, int Detail, ClrLabelList Labels);
