namespace Refold.Formats.Tests.Nettrace;

/// <summary>An event of a <see cref="NettraceFileBuilder"/>: metadata id, time and payload.</summary>
internal sealed record NettraceFileEvent(int Metadata, long Time, NettraceBytes? Payload = null)
{
    /// <summary>The thread id, since version 6 the index of the thread.</summary>
    public ulong Thread { get; init; } = 1;

    /// <summary>The id of the stack; 0 for none.</summary>
    public int Stack { get; init; }

    /// <summary>The addresses of the stack, for version 3.</summary>
    public ulong[] Addresses { get; init; } = [];

    /// <summary>The id of the label list; 0 for none.</summary>
    public int Labels { get; init; }

    /// <summary>The activity id, up to version 5.</summary>
    public Guid Activity { get; init; }

    /// <summary>The number of lost events of the thread before this one.</summary>
    public int Lost { get; init; }
}
