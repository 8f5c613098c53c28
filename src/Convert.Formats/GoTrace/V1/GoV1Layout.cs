namespace Refold.Formats.GoTrace;

/// <summary>The arguments of events up to Go 1.21, which differ slightly between versions.</summary>
/// <param name="version">The minor version in the header.</param>
internal sealed class GoV1Layout(int version)
{
    /// <summary>The largest accepted length of a string, in bytes.</summary>
    public const int MaxNameLength = 1_000_000;

    // Indexed by type; 9 marks types that are not events with a time.
    private static ReadOnlySpan<byte> Arguments =>
    [
        9, 9, 9, 9, 1, 1, 0, 1, 0, 1, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0,
        0, 0, 0, 0, 3, 0, 1, 1, 1, 1, 9, 0, 9, 1, 1, 2, 3, 0, 0, 0, 3, 1, 3, 2, 3,
    ];

    // The types whose last number is the id of a stack.
    private static ReadOnlySpan<byte> WithStack =>
    [
        4, 7, 11, 13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 39, 42, 43, 45, 46, 47, 48, 49,
    ];

    private const int EventCount = 64;

    private static readonly bool[] Stacks =
        [.. Enumerable.Range(0, EventCount).Select(i => WithStack.Contains((byte)i))];

    private readonly byte[] _arguments = MakeArguments(version);
    private readonly byte[] _skipped = MakeSkipped(version, MakeArguments(version));
    private readonly bool[] _known =
        [.. Enumerable.Range(0, EventCount).Select(i => i > 0 && version >= GetFirstVersion((GoV1Event)i))];

    /// <summary>
    /// Whether events have sequence numbers before their times, and frames no functions: Go 1.5 and 1.6.
    /// </summary>
    public bool HasSequences { get; } = version < 7;

    /// <summary>Whether stops of the world are numbered as in <see cref="GoV1Reasons"/>: since Go 1.21.</summary>
    public bool HasStopKinds { get; } = version >= 21;

    /// <summary>Whether this version has events of the type.</summary>
    public bool Has(GoV1Event type) => _known[(int)type];

    /// <summary>The number of arguments of an event with a time, besides time and stack.</summary>
    public int CountArguments(GoV1Event type) => _arguments[(int)type];

    /// <summary>Whether the last number of an event is the id of a stack.</summary>
    public static bool HasStack(GoV1Event type) => Stacks[(int)type];

    /// <summary>
    /// The number of varints of an event that the first pass can skip; 0 if it reads the event, or the length varies.
    /// </summary>
    public int NumbersToSkip(GoV1Event type) => _skipped[(int)type];

    private static byte[] MakeSkipped(int version, byte[] arguments)
    {
        var skipped = new byte[EventCount];
        for (int i = (int)GoV1Event.Gomaxprocs; i < (int)GoV1Event.CpuSample && version >= 7; i++)
        {
            var type = (GoV1Event)i;
            bool isNeeded = arguments[i] > 3 || version < GetFirstVersion(type)
                || type is GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal or GoV1Event.Log;
            skipped[i] = isNeeded ? (byte)0 : (byte)(1 + arguments[i] + (HasStack(type) ? 1 : 0));
        }

        return skipped;
    }

    private static byte[] MakeArguments(int version)
    {
        byte[] arguments = Arguments.ToArray();
        arguments[(int)GoV1Event.StopBegin] = (byte)(version < 10 ? 0 : 1);
        arguments[(int)GoV1Event.SweepDone] = (byte)(version < 9 ? 0 : 2);
        if (version < 7)
        {
            arguments[(int)GoV1Event.GcStart] = 0;
            arguments[(int)GoV1Event.GoStart] = 1;
            arguments[(int)GoV1Event.GoUnblock] = 1;
        }

        return arguments;
    }

    private static int GetFirstVersion(GoV1Event type) => type switch
    {
        >= GoV1Event.String and <= GoV1Event.GoSysExitLocal => 7,
        GoV1Event.GoStartLabel or GoV1Event.GoBlockGc => 8,
        GoV1Event.AssistStart or GoV1Event.AssistDone => 9,
        >= GoV1Event.TaskCreate and <= GoV1Event.Log => 11,
        GoV1Event.CpuSample => 19,
        > GoV1Event.CpuSample => int.MaxValue,
        _ => 5,
    };
}
