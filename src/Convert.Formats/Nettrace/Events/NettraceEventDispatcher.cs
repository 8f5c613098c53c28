using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>
/// Takes what blocks hold to where it belongs: what tells names to the tables of code, what a profile counts to the
/// region, and from there, once its order is known, to the sampler.
/// </summary>
internal sealed class NettraceEventDispatcher(
    ClrSampler sampler, ClrChannelSelection selection, NettraceStackTable stacks, NettraceCodeTables code, ClrStringPool strings)
{
    private readonly NettraceOrderedWindow _window = new();
    private readonly ClrTypeTable _types = new(strings);
    private NettraceTraceInfo _trace = new();

    /// <summary>True if even those events are wanted that mean nothing to a profile but their own.</summary>
    public bool CountsEveryEvent { get; } = selection.CountsEveryEvent;

    /// <summary>Takes what the file says of itself.</summary>
    public void Begin(NettraceTraceInfo trace)
    {
        _trace = trace;
        sampler.Begin(trace.Clock);
    }

    /// <summary>Adds a stack of the region.</summary>
    public void AddStack(int id, ReadOnlySpan<byte> addresses) => _window.AddStack(id, addresses);

    /// <summary>Adds an event.</summary>
    /// <exception cref="NettraceDamageException">Its payload is damaged.</exception>
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
                code.Process.Add(payload.ReadUtf16().ToString(), payload.ReadUtf16().ToString(), payload.ReadUtf16().ToString());
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

    /// <summary>All that happened before now has come.</summary>
    public void EndWindow()
    {
        foreach (ClrEvent what in _window.InOrder())
        {
            if (what.Kind == ClrEventKind.MethodUnload)
            {
                code.Methods.Unload((int)what.First, stacks);
            }
            else
            {
                sampler.Add(what, stacks.Add(_window.Stack(what.StackId), _trace.PointerSize, what.Thread.ProcessId));
            }
        }

        _window.Clear();
    }

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
        in ClrEvent what,
        in NettraceEventHeader header,
        ClrThread thread,
        ClrLabelList labels,
        ReadOnlySpan<byte> stack)
    {
        int stackId = header.StackId;
        if (!stack.IsEmpty)
        {
            // Version 3 gives no numbers.
            stackId = _window.Count + 1;
            _window.AddStack(stackId, stack);
        }

        _window.Add(what with
        {
            Time = header.Time,
            Thread = thread,
            StackId = stackId,
            Activity = header.Activity,
            Labels = labels,
        });
    }
}
