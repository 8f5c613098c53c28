namespace Refold.Formats.Tests.Nettrace;

/// <summary>An event to be written: what it is, when, whose, and what comes with it.</summary>
internal sealed record NettraceFileEvent(int Metadata, long Time, NettraceBytes? Payload = null)
{
    /// <summary>The thread: its number, or since version 6 its index.</summary>
    public ulong Thread { get; init; } = 1;

    /// <summary>The number of the stack; 0 for none.</summary>
    public int Stack { get; init; }

    /// <summary>The addresses of the stack, which version 3 has with each event.</summary>
    public ulong[] Addresses { get; init; } = [];

    /// <summary>The number of the list of labels.</summary>
    public int Labels { get; init; }

    /// <summary>The activity it belongs to, up to version 5.</summary>
    public Guid Activity { get; init; }

    /// <summary>How many events of the thread were lost before it.</summary>
    public int Lost { get; init; }
}
