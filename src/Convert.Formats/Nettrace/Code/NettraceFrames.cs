using System.Runtime.InteropServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Gives names to the addresses of stacks, once all that the trace tells of code is known.</summary>
internal sealed class NettraceFrames : IClrFrames
{
    private readonly ProfileBuilder _builder;
    private readonly NettraceCode _code;
    private readonly NettraceStacks _stacks;
    private readonly NettraceFunctions _functions;
    private readonly Dictionary<long, NettraceProcess> _processes = [];

    // The location found last, by process and index of the address, and in which epochs it is the same.
    private readonly Dictionary<long, (NettraceResolvedFrame? Named, NettraceEpochs Epochs)[]> _lately = [];
    private readonly Dictionary<int, (StackId Id, string Tier)> _done = [];
    private readonly List<LocationId> _frames = [];

    public NettraceFrames(
        ProfileBuilder builder, NettraceCode code, ClrSymbolFiles symbols, NettraceStacks stacks, ClrPendingSamples rows)
    {
        (_builder, _code, _stacks) = (builder, code, stacks);
        _functions = new NettraceFunctions(builder, code, symbols);
        Dictionary<long, bool[]> shown = [];
        foreach (int number in rows.All.Select(row => row.Stack).Distinct())
        {
            NettraceStack stack = stacks[number];
            bool[] own = CollectionsMarshal.GetValueRefOrAddDefault(shown, stack.Process, out _)
                ??= new bool[stacks.Addresses.Count];
            foreach (int index in stacks.Frames(stack))
            {
                own[index] = true;
            }
        }

        foreach ((long process, bool[] own) in shown)
        {
            ulong[] addresses = [.. stacks.Addresses.Where((_, index) => own[index])];
            _processes.Add(process, new NettraceProcess(builder, code, _functions, process, addresses));
            _lately.Add(process, new (NettraceResolvedFrame?, NettraceEpochs)[stacks.Addresses.Count]);
        }
    }

    /// <inheritdoc/>
    public StackId StackOf(int number, out string tier)
    {
        if (!_done.TryGetValue(number, out (StackId Id, string Tier) done))
        {
            done = Make(_stacks[number]);
            _done.Add(number, done);
        }

        tier = done.Tier;
        return done.Id;
    }

    /// <summary>Says how many addresses have no name, and why that may be.</summary>
    public void WarnOfUnnamed(ClrReadSession reading)
    {
        int unnamed = _processes.Values.Sum(p => p.UnnamedCount);
        if (unnamed == 0 || reading.IsCut)
        {
            return;
        }

        string problem = $"{unnamed} of {_processes.Values.Sum(p => p.Count)} addresses have no name";
        bool hasRundown = _code.Methods.All.Any(method => method.Source == NettraceMethodSource.Rundown);
        if (hasRundown || _processes.Values.Any(p => p.HasMappings))
        {
            reading.Note(
                "no-name",
                $"{problem}: they are native code without symbols, or code that was gone when names were written");
        }
        else
        {
            reading.Warn(
                "no-rundown",
                $"{problem}: the trace lacks the names that are written at its end, since it was recorded without "
                    + "rundown or the program ended too soon; stop a recording with Ctrl+C or a duration");
        }
    }

    private (StackId Id, string Tier) Make(in NettraceStack stack)
    {
        _frames.Clear();
        string tier = "";
        NettraceProcess process = _processes[stack.Process];
        (NettraceResolvedFrame? Named, NettraceEpochs Epochs)[] lately = _lately[stack.Process];
        foreach (int index in _stacks.Frames(stack))
        {
            (NettraceResolvedFrame? named, NettraceEpochs epochs) = lately[index];
            if (named is null || !epochs.Contains(stack.Epoch))
            {
                named = process.LocationOf(_stacks.Addresses[index], stack.Epoch, out epochs);
                lately[index] = (named, epochs);
            }

            tier = _frames.Count == 0 ? named.Tier : tier;
            _frames.Add(named.Id);
        }

        return (_builder.AddStack(CollectionsMarshal.AsSpan(_frames)), tier);
    }
}
