using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>The versions, limits and arguments of events since Go 1.22.</summary>
/// <remarks>Source: the Go runtime, which writes them.</remarks>
internal static class GoV2Layout
{
    /// <summary>The first version of this layout.</summary>
    public const int FirstVersion = 22;

    /// <summary>The newest known version.</summary>
    public const int NewestVersion = 26;

    /// <summary>The first version with Sync batches, which have frequency and clock.</summary>
    public const int SyncVersion = 25;

    /// <summary>The first version with a mark at the end of each generation.</summary>
    public const int EndMarkVersion = 26;

    /// <summary>The largest length of a batch, in bytes.</summary>
    public const int MaxBatchLength = 64 * 1024;

    /// <summary>The largest length of a batch header: type, number of an experiment, four varints.</summary>
    public const int MaxHeaderLength = 2 + (4 * Varint.MaxLength);

    /// <summary>The largest length of a string, in bytes.</summary>
    public const int MaxNameLength = 1024;

    /// <summary>The largest number of arguments of an event.</summary>
    public const int MaxArguments = 4;

    // Indexed by type; 9 marks types that do not occur in a batch of events. The types of experiments begin at 128.
    private static ReadOnlySpan<byte> Arguments =>
    [
        9, 9, 9, 9, 9, 9, 9, 9, 9, 2, 2, 0, 3, 2, 3, 1, 2, 0, 0, 2, 2, 3, 2, 0, 0, 3, 2, 0, 1, 2, 1, 1,
        1, 2, 1, 1, 0, 1, 1, 1, 4, 2, 3, 3, 4, 2, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    ];

    private static ReadOnlySpan<byte> ExperimentalArguments => [3, 3, 1, 2, 2, 1, 2, 2, 1];

    /// <summary>
    /// The number of arguments of an event, besides its time; more than <see cref="MaxArguments"/> if the type is
    /// unknown.
    /// </summary>
    public static int CountArguments(byte type)
    {
        ReadOnlySpan<byte> usual = Arguments;
        if (type < usual.Length)
        {
            return usual[type];
        }

        int experimental = type - 128;
        return (uint)experimental < (uint)ExperimentalArguments.Length ? ExperimentalArguments[experimental] : 9;
    }

    /// <summary>The state of a goroutine by its number in a status event; null if unknown.</summary>
    public static GoState? ParseState(ulong status) => status switch
    {
        1 => GoState.Runnable,
        2 => GoState.Running,
        3 => GoState.Syscall,
        4 => GoState.Waiting,
        _ => null,
    };
}
