using System.Runtime.InteropServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Resolves the addresses of stacks to methods and symbols, once the trace has been read to its end.</summary>
internal sealed class NettraceStackResolver : IClrStackResolver
{
    private readonly ProfileBuilder _builder;
    private readonly NettraceCodeTables _code;
    private readonly NettraceStackTable _stacks;
    private readonly NettraceFrameBuilder _functions;
    private readonly Dictionary<long, NettraceProcessResolver> _processes = [];

    // By process and index of the address: the frame resolved last, and the epochs in which it is valid.
    private readonly Dictionary<long, (NettraceResolvedFrame? Frame, NettraceEpochRange Epochs)[]> _recent = [];
    private readonly Dictionary<int, (StackId Id, string Tier)> _resolved = [];
    private readonly List<LocationId> _frames = [];

    public NettraceStackResolver(
        ProfileBuilder builder,
        NettraceCodeTables code,
        ClrSymbolFiles symbols,
        NettraceStackTable stacks,
        ClrPendingSampleList pending)
    {
        (_builder, _code, _stacks) = (builder, code, stacks);
        _functions = new NettraceFrameBuilder(builder, code, symbols);
        Dictionary<long, bool[]> used = [];
        foreach (int number in pending.All.Select(row => row.Stack).Distinct())
        {
            NettraceStack stack = stacks[number];
            bool[] own = CollectionsMarshal.GetValueRefOrAddDefault(used, stack.Process, out _)
                ??= new bool[stacks.Addresses.Count];
            foreach (int index in stacks.Frames(stack))
            {
                own[index] = true;
            }
        }

        foreach ((long process, bool[] own) in used)
        {
            ulong[] addresses = [.. stacks.Addresses.Where((_, index) => own[index])];
            _processes.Add(process, new NettraceProcessResolver(builder, code, _functions, process, addresses));
            _recent.Add(process, new (NettraceResolvedFrame?, NettraceEpochRange)[stacks.Addresses.Count]);
        }
    }

    /// <inheritdoc/>
    public StackId Resolve(int stack, out string tier)
    {
        if (!_resolved.TryGetValue(stack, out (StackId Id, string Tier) resolved))
        {
            resolved = Make(_stacks[stack]);
            _resolved.Add(stack, resolved);
        }

        tier = resolved.Tier;
        return resolved.Id;
    }

    /// <summary>Reports the number of addresses without a name, and the probable reason.</summary>
    public void WarnOfUnnamed(ClrReadSession session)
    {
        int unnamed = _processes.Values.Sum(p => p.UnnamedCount);
        if (unnamed == 0 || session.IsCut)
        {
            return;
        }

        string problem = $"{unnamed} of {_processes.Values.Sum(p => p.Count)} addresses have no name";
        bool hasRundown = _code.Methods.All.Any(method => method.Source == NettraceMethodSource.Rundown);
        if (hasRundown || _processes.Values.Any(p => p.HasMappings))
        {
            session.Note(
                "no-name",
                $"{problem}: they are native code without symbols, or code that was freed before names were written");
        }
        else
        {
            session.Warn(
                "no-rundown",
                $"{problem}: the trace lacks the names that are written at its end, since it was recorded without "
                    + "rundown or the program ended too soon; stop a recording with Ctrl+C or a duration");
        }
    }

    private (StackId Id, string Tier) Make(in NettraceStack stack)
    {
        _frames.Clear();
        string tier = "";
        NettraceProcessResolver process = _processes[stack.Process];
        (NettraceResolvedFrame? Frame, NettraceEpochRange Epochs)[] recent = _recent[stack.Process];
        foreach (int index in _stacks.Frames(stack))
        {
            (NettraceResolvedFrame? frame, NettraceEpochRange epochs) = recent[index];
            if (frame is null || !epochs.Contains(stack.Epoch))
            {
                frame = process.Resolve(_stacks.Addresses[index], stack.Epoch, out epochs);
                recent[index] = (frame, epochs);
            }

            tier = _frames.Count == 0 ? frame.Tier : tier;
            _frames.Add(frame.Id);
        }

        return (_builder.AddStack(CollectionsMarshal.AsSpan(_frames)), tier);
    }
}
