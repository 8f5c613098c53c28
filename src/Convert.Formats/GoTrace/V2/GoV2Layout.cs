namespace Refold.Formats.GoTrace;

/// <summary>How the events of traces since Go 1.22 are laid out. Source: the runtime that writes them.</summary>
internal static class GoV2Layout
{
    /// <summary>The first version of this family.</summary>
    public const int FirstVersion = 22;

    /// <summary>The newest version whose rules are known.</summary>
    public const int NewestVersion = 26;

    /// <summary>From this version on a batch of its own holds frequency and clock.</summary>
    public const int SyncVersion = 25;

    /// <summary>From this version on a mark ends each generation.</summary>
    public const int EndMarkVersion = 26;

    /// <summary>Bytes of a batch, at most.</summary>
    public const int MaxBatchLength = 64 * 1024;

    /// <summary>Bytes of a name, at most.</summary>
    public const int MaxNameLength = 1024;

    /// <summary>Arguments of an event, at most.</summary>
    public const int MaxArguments = 4;

    // By the number of the event. Those of experiments stand from 128 on; a 9 is none that can stand in a batch of
    // events.
    private static ReadOnlySpan<byte> Arguments =>
    [
        9, 9, 9, 9, 9, 9, 9, 9, 9, 2, 2, 0, 3, 2, 3, 1, 2, 0, 0, 2, 2, 3, 2, 0, 0, 3, 2, 0, 1, 2, 1, 1,
        1, 2, 1, 1, 0, 1, 1, 1, 4, 2, 3, 3, 4, 2, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    ];

    private static ReadOnlySpan<byte> ExperimentalArguments => [3, 3, 1, 2, 2, 1, 2, 2, 1];

    /// <summary>How many arguments an event has behind its time; more than there can be if it is none.</summary>
    public static int ArgumentsOf(byte type)
    {
        ReadOnlySpan<byte> usual = Arguments;
        if (type < usual.Length)
        {
            return usual[type];
        }

        int experimental = type - 128;
        return (uint)experimental < (uint)ExperimentalArguments.Length ? ExperimentalArguments[experimental] : 9;
    }

    /// <summary>What a status says of a goroutine; null if it is none.</summary>
    public static GoState? StateOf(ulong status) => status switch
    {
        1 => GoState.Runnable,
        2 => GoState.Running,
        3 => GoState.Syscall,
        4 => GoState.Waiting,
        _ => null,
    };
}
