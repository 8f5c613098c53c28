using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Routes events: descriptions of code to the tables, all others in order of time to the sampler.</summary>
/// <remarks>
/// <code>
/// methods, modules, types, processes   ->  <see cref="NettraceCodeTables"/>
/// samples, waits, allocations …        ->  <see cref="NettraceOrderedWindow"/>  -> at the next sequence point:
///                                          <see cref="ClrSampler"/>
/// </code>
/// An unloaded method goes both ways: it ends an epoch of stacks at its own time.
/// </remarks>
internal sealed class NettraceEventDispatcher(
    ClrSampler sampler,
    ClrChannelSelection selection,
    NettraceStackTable stacks,
    NettraceCodeTables code,
    ClrStringPool strings)
{
    private readonly NettraceOrderedWindow _window = new();
    private readonly ClrTypeTable _types = new(strings);
    private NettraceTraceInfo _trace = new();

    /// <summary>Whether events of every type are counted by name.</summary>
    public bool CountsEveryEvent { get; } = selection.CountsEveryEvent;

    /// <summary>Sets the facts about the recording.</summary>
    public void Begin(NettraceTraceInfo trace)
    {
        _trace = trace;
        sampler.Begin(trace.Clock);
    }

    /// <summary>Adds a stack to the window.</summary>
    public void AddStack(int id, ReadOnlySpan<byte> addresses) => _window.AddStack(id, addresses);

    /// <summary>Decodes and routes an event.</summary>
    /// <exception cref="NettraceDamageException">The payload is corrupt.</exception>
    public void Add(
        NettraceEventType type,
        in NettraceEventHeader header,
        ClrThread thread,
        ClrLabelList labels,
        NettraceCursor payload,
        ReadOnlySpan<byte> stack)
    {
        if (CountsEveryEvent)
        {
            var any = new ClrEvent(ClrEventKind.None, 0, thread, 0, Text: strings.Add(type.Title));
            AddToWindow(any, header, thread, labels, stack);
        }

        switch (type.Kind)
        {
            case ClrEventKind.None:
                break;
            case ClrEventKind.MethodUnload:
                int method = code.Methods.Add(type, thread.ProcessId, ref payload);
                _window.Add(new ClrEvent(type.Kind, header.Time, thread, 0, method));
                break;
            case ClrEventKind.MethodLoad or ClrEventKind.MethodRundown:
                code.Methods.Add(type, thread.ProcessId, ref payload);
                break;
            case ClrEventKind.MethodLines:
                code.Lines.Add(thread.ProcessId, ref payload);
                break;
            case ClrEventKind.Module:
                code.Modules.Add(type, thread.ProcessId, ref payload);
                break;
            case ClrEventKind.TypeNames:
                NettracePayloadReader.ReadTypeNames(ref payload, _types);
                break;
            case ClrEventKind.ProcessInfo:
                code.Process.Add(ReadString(ref payload), ReadString(ref payload), ReadString(ref payload));
                break;
            case ClrEventKind.Finalizers or ClrEventKind.PoolWorker or ClrEventKind.TieredCompiler:
                code.Roles.Add(thread, type.Kind);
                break;
            case ClrEventKind.Process or ClrEventKind.ProcessMapping
                or ClrEventKind.ProcessSymbol or ClrEventKind.MappingMetadata:
                code.Universal.Add(type.Kind, thread.ProcessId, ref payload);
                break;
            default:
                Count(type, header, thread, labels, payload, stack);
                break;
        }
    }

    /// <summary>Passes the events of the window to the sampler: all earlier ones have been read.</summary>
    public void EndWindow()
    {
        foreach (ClrEvent next in _window.InOrder())
        {
            if (next.Kind == ClrEventKind.MethodUnload)
            {
                code.Methods.Unload((int)next.First, stacks);
            }
            else
            {
                ReadOnlySpan<byte> addresses = _window.Stack(next.StackId);
                sampler.Add(next, stacks.Add(addresses, _trace.PointerSize, next.Thread.ProcessId));
            }
        }

        _window.Clear();
    }

    private static string ReadString(ref NettraceCursor payload) => payload.ReadUtf16().ToString();

    private void Count(
        NettraceEventType type,
        in NettraceEventHeader header,
        ClrThread thread,
        ClrLabelList labels,
        NettraceCursor payload,
        ReadOnlySpan<byte> stack)
    {
        if (sampler.Accepts(type.Kind))
        {
            ClrEvent read = NettracePayloadReader.Read(type, ref payload, _trace.PointerSize, strings, _types);
            AddToWindow(read, header, thread, labels, stack);
        }
    }

    private void AddToWindow(
        in ClrEvent clrEvent,
        in NettraceEventHeader header,
        ClrThread thread,
        ClrLabelList labels,
        ReadOnlySpan<byte> stack)
    {
        int stackId = header.StackId;
        if (!stack.IsEmpty)
        {
            // Stacks of version 3 have no ids.
            stackId = _window.Count + 1;
            _window.AddStack(stackId, stack);
        }

        _window.Add(clrEvent with
        {
            Time = header.Time,
            Thread = thread,
            StackId = stackId,
            Activity = header.Activity,
            Labels = labels,
        });
    }
}
