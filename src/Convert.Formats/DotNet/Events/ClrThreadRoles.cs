namespace Refold.Formats.DotNet;

/// <summary>Names the runtime's own threads by the events that only such threads write.</summary>
/// <remarks>
/// Traces up to version 5 contain no thread names. These are the names that the runtime sets:
/// <code>
/// ThreadPoolWorkerThreadStart   ─► .NET TP Worker
/// GCFinalizersEnd               ─► .NET Finalizer
/// TieredCompilationBackground…  ─► .NET Tiered Compilation Worker
/// </code>
/// </remarks>
internal sealed class ClrThreadRoles
{
    private readonly Dictionary<(long Process, long Thread), string> _names = [];

    /// <summary>Whether only threads of one role write events of this kind.</summary>
    public static bool IsRole(ClrEventKind kind) => NameOf(kind).Length > 0;

    /// <summary>Adds an event of a thread.</summary>
    public void Add(ClrThread thread, ClrEventKind kind)
    {
        if (thread.ThreadId != 0)
        {
            _names[(thread.ProcessId, thread.ThreadId)] = NameOf(kind);
        }
    }

    /// <summary>The name of a thread: its own, otherwise that of its role; empty if unknown.</summary>
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
