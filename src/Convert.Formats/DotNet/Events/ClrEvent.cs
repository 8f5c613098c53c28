namespace Refold.Formats.DotNet;

/// <summary>A decoded event of a thread.</summary>
/// <remarks>
/// Events of several threads are in the file thread by thread; they are kept in this form until their order is known.
/// </remarks>
/// <param name="Kind">The kind.</param>
/// <param name="Time">The time in ticks of the trace's clock.</param>
/// <param name="Thread">The thread.</param>
/// <param name="StackId">The id of the stack, which is valid until the next sequence point; 0 for none.</param>
/// <param name="First">
/// The first number of the payload: bytes, weight, nanoseconds, reason of a pause, generation, index of a method.
/// </param>
/// <param name="Second">The second number: the size of an object in bytes, or a number of objects.</param>
/// <param name="Text">A string of the payload, in <see cref="ClrStringPool"/>: a type, a state, a reason.</param>
/// <param name="Detail">A second one: the message of an exception.</param>
/// <param name="Activity">The activity id; all zeros for none.</param>
/// <param name="Labels">The labels of the traced program; null for none.</param>
internal readonly record struct ClrEvent(
    ClrEventKind Kind,
    long Time,
    ClrThread Thread,
    int StackId,
    long First = 0,
    long Second = 0,
    int Text = 0,
    int Detail = 0,
    Guid Activity = default,
    ClrLabelList? Labels = null);
