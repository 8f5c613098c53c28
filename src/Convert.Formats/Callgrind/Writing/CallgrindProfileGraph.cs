using System.Numerics;

namespace Refold.Formats.Callgrind;

/// <summary>The call graph of a profile: self costs of frames, and arcs with inclusive costs.</summary>
/// <remarks>
/// If a stack contains a function again, that frame becomes the next level of the function, <c>f'2</c>, as Valgrind
/// writes it. The functions of a stack are then distinct, so that each sample enters and leaves each of them once:
/// <code>
/// main;even;odd;even 4      ─►      main ─► even ─► odd ─► even'2 4
/// main;even 2               ─►      main ─► even 2
///
/// arcs:  main→even 6, even→odd 4, odd→even'2 4          self:  even 2, even'2 4
/// even:  incoming 6 = self 2 + outgoing 4
/// </code>
/// So both definitions of inclusive cost give the same number: callgrind_annotate sums the incoming arcs if there are
/// any, KCachegrind the self cost and the outgoing arcs. For the same reason a function that is the root of some stacks
/// and is called in others gets the caller <c>(no caller)</c> for the former. If a stack has more levels of a function
/// than are allowed, only the frame nearest to the leaf remains of the last level.
/// </remarks>
internal sealed class CallgrindProfileGraph<T>
    where T : struct, INumber<T>
{
    // Without a limit, a file of deep recursion would have a function for each of its levels.
    private const int MaxLevel = 16;

    // Most profiles have fewer, so that the table of arcs need not grow.
    private const int ArcsPerFrame = 32;

    private readonly Profile _profile;
    private readonly CallgrindFrameTable _frames;
    private readonly CallgrindColumns _columns;
    private readonly CallgrindSumTable<T> _self;
    private readonly CallgrindSumTable<T> _roots;

    // For each function: the last sample whose stack contains it, and its depth there.
    private (int Sample, int Depth)[] _lastSeen;

    // The remaining frames of the current stack, leaf first. While they are collected: root first, -1 for removed ones.
    private int[] _kept = new int[64];

    /// <summary>Creates the graph of a profile.</summary>
    public CallgrindProfileGraph(
        Profile profile, CallgrindFrameTable frames, CallgrindColumns columns, ConversionContext context)
    {
        _profile = profile;
        _frames = frames;
        _columns = columns;
        int width = columns.Costs.Length;
        _self = new CallgrindSumTable<T>(width, frames.Count);
        _roots = new CallgrindSumTable<T>(width, frames.FunctionCount);
        Arcs = new CallgrindArcTable<T>(columns.Calls < 0 ? width : width + 1, (long)frames.Count * ArcsPerFrame);
        _lastSeen = new (int, int)[frames.FunctionCount];
        AddSamples(context);
        if (!columns.IsCallGraph)
        {
            AddMissingCallers();
        }
    }

    /// <summary>The arcs, each with its inclusive costs and, if calls are counted, the count of calls.</summary>
    public CallgrindArcTable<T> Arcs { get; }

    /// <summary>Whether any frame with costs has an address.</summary>
    public bool HasAddresses()
    {
        bool[] isUsed = Arcs.AreUsed(_frames.Count);
        bool any = false;
        for (int frame = 0; frame < isUsed.Length && !any; frame++)
        {
            any = _frames.Frame(frame).Address != 0 && (isUsed[frame] || _self[frame].ContainsAnyExcept(T.Zero));
        }

        return any;
    }

    /// <summary>The self costs of a frame.</summary>
    public ReadOnlySpan<T> SelfOf(int frame) => _self[frame];

    /// <summary>The inclusive costs of an arc.</summary>
    public ReadOnlySpan<T> CostsOf(int arc) => Arcs.Sums(arc)[.._columns.Costs.Length];

    /// <summary>The count of calls of an arc; 1 if calls are not counted.</summary>
    public long CallsOf(int arc) => _columns.Calls < 0 ? 1 : long.CreateSaturating(Arcs.Sums(arc)[^1]);

    private void AddSamples(ConversionContext context)
    {
        SampleTable samples = _profile.Samples;
        int width = _columns.Costs.Length;
        var values = new T[_columns.Calls < 0 ? width : width + 1];
        for (int row = 0; row < samples.Count; row++)
        {
            context.CheckCancelled(row);
            for (int i = 0; i < width; i++)
            {
                values[i] = T.CreateTruncating(samples.Value(row, _columns.Costs[i]));
            }

            if (_columns.Calls >= 0)
            {
                values[^1] = T.CreateTruncating(samples.Value(row, _columns.Calls));
            }

            Add(samples.Stack(row), row + 1, values);
        }
    }

    private void Add(StackId stack, int sample, ReadOnlySpan<T> values)
    {
        ReadOnlySpan<LocationId> locations = _profile[stack];
        bool isArc = _columns.IsCallGraph && locations.Length <= 2;
        int depth = isArc ? KeepAll(locations) : KeepLevels(locations, sample);
        if (depth == 0)
        {
            _kept[0] = _frames.NoStack;
            depth = 1;
        }

        ReadOnlySpan<T> costs = values[.._columns.Costs.Length];
        _self.Add(_kept[0], costs);
        _roots.Add(_frames.FunctionOf(_kept[depth - 1]), costs);
        for (int i = 1; i < depth; i++)
        {
            int callee = _kept[i - 1];
            Arcs.Add(_kept[i], isArc ? callee : _frames.EntryOf(callee), values);
        }
    }

    private int KeepLevels(ReadOnlySpan<LocationId> locations, int sample)
    {
        int depth = 0;
        bool isComplete = true;
        for (int i = locations.Length - 1; i >= 0; i--)
        {
            // Most locations have one frame.
            (int single, int function) = _frames.SingleOf(locations[i]);
            if (single >= 0)
            {
                isComplete &= KeepLevel(single, function, sample, depth++);
                continue;
            }

            ReadOnlySpan<int> frames = _frames[locations[i]];
            for (int j = frames.Length - 1; j >= 0; j--)
            {
                isComplete &= KeepLevel(frames[j], _frames.FunctionOf(frames[j]), sample, depth++);
            }
        }

        Span<int> kept = _kept.AsSpan(0, depth);
        if (!isComplete)
        {
            depth = 0;
            foreach (int frame in kept)
            {
                kept[depth] = frame;
                depth += frame >= 0 ? 1 : 0;
            }
        }

        kept[..depth].Reverse();
        return depth;
    }

    // Keeps a frame as the next level of its function; false if that removed an earlier frame of the stack.
    private bool KeepLevel(int frame, int function, int sample, int depth)
    {
        // Nearly all frames are the first of their function.
        (int Sample, int Depth)[] lastSeen = _lastSeen;
        if ((uint)function >= (uint)lastSeen.Length || lastSeen[function].Sample == sample)
        {
            return KeepNextLevel(frame, function, sample, depth);
        }

        lastSeen[function] = (sample, depth);
        Keep(frame, depth);
        return true;
    }

    private bool KeepNextLevel(int frame, int function, int sample, int depth)
    {
        for (int level = 1; IsInStack(function, sample) && level < MaxLevel; level++)
        {
            frame = _frames.NextFrame(frame);
            function = _frames.FunctionOf(frame);
        }

        bool isComplete = !IsInStack(function, sample);
        if (!isComplete)
        {
            _kept[_lastSeen[function].Depth] = -1;
        }

        _lastSeen[function] = (sample, depth);
        Keep(frame, depth);
        return isComplete;
    }

    private bool IsInStack(int function, int sample)
    {
        if (function >= _lastSeen.Length)
        {
            Array.Resize(ref _lastSeen, function * 2);
        }

        return _lastSeen[function].Sample == sample;
    }

    private int KeepAll(ReadOnlySpan<LocationId> locations)
    {
        int depth = 0;
        foreach (LocationId location in locations)
        {
            foreach (int frame in _frames[location])
            {
                Keep(frame, depth++);
            }
        }

        return depth;
    }

    private void Keep(int frame, int depth)
    {
        if (depth == _kept.Length)
        {
            Array.Resize(ref _kept, depth * 2);
        }

        _kept[depth] = frame;
    }

    private void AddMissingCallers()
    {
        bool[] areCalled = Arcs.AreCalled(_frames.Count);
        for (int frame = 0; frame < areCalled.Length; frame++)
        {
            ReadOnlySpan<T> roots = _roots[_frames.FunctionOf(frame)];
            if (areCalled[frame] && roots.ContainsAnyExcept(T.Zero))
            {
                Arcs.Add(_frames.NoCaller, frame, roots);
            }
        }
    }
}
