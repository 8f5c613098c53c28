namespace Refold.Formats.DotNet;

/// <summary>
/// Something that happened in a thread and that a profile may count, read out of its event. It waits for its turn: events
/// of several threads are in the order of time only once a sequence point has come.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in ticks of the clock.</param>
/// <param name="Thread">Where.</param>
/// <param name="StackId">The stack, by the numbers of the region; 0 for none.</param>
/// <param name="First">The first number that comes with it: bytes, a reason, the number of a method.</param>
/// <param name="Second">The second one: the size of an object, the generation of a collection.</param>
/// <param name="Text">A text that comes with it, by <see cref="ClrStringPool"/>: a type.</param>
/// <param name="Detail">Another one: the message of an exception.</param>
/// <param name="Activity">The activity it belongs to; zero for none.</param>
/// <param name="Labels">What the program said.</param>
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
