namespace Refold.Formats.DotNet;

/// <summary>
/// What threads are for, told by what only such threads do. Traces seldom have names of threads; these are the ones that
/// the runtime gives them.
/// </summary>
internal sealed class ClrThreadRoles
{
    private readonly Dictionary<(long Process, long Thread), string> _names = [];

    /// <summary>True if only threads of one role do that.</summary>
    public static bool IsRole(ClrEventKind kind) => NameOf(kind).Length > 0;

    /// <summary>Takes what a thread did.</summary>
    public void Add(ClrThread thread, ClrEventKind kind)
    {
        if (thread.ThreadId != 0)
        {
            _names[(thread.ProcessId, thread.ThreadId)] = NameOf(kind);
        }
    }

    /// <summary>The name of a thread: its own, else that of its role; empty if nothing is known.</summary>
    public string NameOf(ClrThread thread) =>
        thread.Name.Length > 0 ? thread.Name : _names.GetValueOrDefault((thread.ProcessId, thread.ThreadId), "");

    private static string NameOf(ClrEventKind kind) => kind switch
    {
        ClrEventKind.Finalizers => ".NET Finalizer",
        ClrEventKind.PoolWorker => ".NET TP Worker",
        ClrEventKind.TieredCompiler => ".NET Tiered Compilation Worker",
        _ => "",
    };
}
