using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Refold.Formats.Etlx;

/// <summary>Makes stacks of TraceLog's, and locations of its addresses, each once.</summary>
internal sealed class EtlxFrames(ProfileBuilder builder, TraceLog log, string inputName)
{
    private readonly Dictionary<CallStackIndex, StackId> _stacks = [];
    private readonly Dictionary<CodeAddressIndex, LocationId> _locations = [];
    private readonly Dictionary<string, MappingId> _mappings = [];
    private readonly List<LocationId> _frames = [];

    /// <summary>The stack of an index; the empty one for none.</summary>
    /// <exception cref="ProfileFormatException">A stack is its own caller.</exception>
    public StackId StackOf(CallStackIndex index)
    {
        ref StackId stack = ref CollectionsMarshal.GetValueRefOrAddDefault(_stacks, index, out bool isKnown);
        if (!isKnown)
        {
            stack = Make(index);
        }

        return stack;
    }

    // A caller is stored before those that it calls; a file where that is not so would go round in circles.
    private StackId Make(CallStackIndex index)
    {
        _frames.Clear();
        CallStackIndex at = index;
        while (at != CallStackIndex.Invalid)
        {
            _frames.Add(LocationOf(log.CallStacks.CodeAddressIndex(at)));
            CallStackIndex caller = log.CallStacks.Caller(at);
            at = caller < at
                ? caller
                : throw new ProfileFormatException(
                    new InputPosition(inputName), $"expected a stack below {(int)at} as its caller, found {(int)caller}");
        }

        return builder.AddStack(CollectionsMarshal.AsSpan(_frames));
    }

    private LocationId LocationOf(CodeAddressIndex index)
    {
        ref LocationId location = ref CollectionsMarshal.GetValueRefOrAddDefault(_locations, index, out bool isKnown);
        if (!isKnown)
        {
            TraceCodeAddress code = log.CodeAddresses[index];
            string name = code.FullMethodName;
            ReadOnlySpan<Line> lines = name.Length > 0 ? [new Line(builder.AddFunction(name))] : [];
            location = builder.AddLocation(MappingOf(code.ModuleFile), code.Address, lines);
        }

        return location;
    }

    private MappingId MappingOf(TraceModuleFile? file)
    {
        string path = file?.FilePath is { Length: > 0 } whole ? whole : file?.Name ?? "";
        if (path.Length == 0)
        {
            return default;
        }

        ref MappingId mapping = ref CollectionsMarshal.GetValueRefOrAddDefault(_mappings, path, out bool isKnown);
        if (!isKnown)
        {
            mapping = builder.AddMapping(
                new Mapping(0, 0, 0, builder.AddString(path), default, MappingFlags.HasFunctions));
        }

        return mapping;
    }
}
