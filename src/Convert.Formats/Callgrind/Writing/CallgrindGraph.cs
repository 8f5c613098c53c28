using System.Numerics;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The call graph of a profile. Where a stack has a function again, that is the function's next level, <c>f'2</c>, as
/// Valgrind writes it: the functions of a stack then are distinct, and each sample goes once into each of them and once
/// out again. What comes into a function, and its self cost with what goes out, are the same figure.
/// </summary>
/// <remarks>
/// callgrind_annotate takes for inclusive what comes in, if anything does; KCachegrind takes self cost and what goes out.
/// A function that begins some stacks and is called in others is therefore given a caller.
/// <code>
///     main;even;odd;even 4      ─►      main ─► even ─► odd ─► even'2 4
/// </code>
/// Of a function's levels beyond the last one, only the frame nearest to the leaf stays, as part of that level.
/// </remarks>
internal sealed class CallgrindGraph<T>
    where T : struct, INumber<T>
{
    private const int RowsPerLook = 4096;

    // Levels of a function. With more of them, files of deep recursion would have a function for each of its levels.
    private const int MaxLevel = 16;

    // A guess that seldom is too low, so that the table of calls need not grow.
    private const int CallsPerFrame = 32;

    private readonly Profile _profile;
    private readonly CallgrindFrames _frames;
    private readonly CallgrindColumns _columns;
    private readonly CallgrindSums<T> _self;
    private readonly CallgrindSums<T> _roots;

    // Of each function: the sample that it was met in last, and at which depth.
    private (int Sample, int Depth)[] _met;

    // The frames that stay of the stack at hand, innermost first. Before, outermost first, -1 for one that is left out.
    private int[] _kept = new int[64];

    /// <summary>The graph of a profile.</summary>
    public CallgrindGraph(
        Profile profile, CallgrindFrames frames, CallgrindColumns columns, CancellationToken cancellation)
    {
        _profile = profile;
        _frames = frames;
        _columns = columns;
        int width = columns.Costs.Length;
        _self = new CallgrindSums<T>(width, frames.Count);
        _roots = new CallgrindSums<T>(width, frames.FunctionCount);
        Arcs = new CallgrindArcs<T>(columns.Calls < 0 ? width : width + 1, (long)frames.Count * CallsPerFrame);
        _met = new (int, int)[frames.FunctionCount];
        AddSamples(cancellation);
        if (!columns.IsCallGraph)
        {
            AddCallers();
        }
    }

    /// <summary>The calls, each with the inclusive costs and, if somebody counted, how often it was made.</summary>
    public CallgrindArcs<T> Arcs { get; }

    /// <summary>True if a frame that costs something has an address.</summary>
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

    /// <summary>The inclusive costs of a call.</summary>
    public ReadOnlySpan<T> CostsOf(int arc) => Arcs.Sums(arc)[.._columns.Costs.Length];

    /// <summary>How often a call was made; 1 if nobody counted.</summary>
    public long CallsOf(int arc) => _columns.Calls < 0 ? 1 : long.CreateSaturating(Arcs.Sums(arc)[^1]);

    private void AddSamples(CancellationToken cancellation)
    {
        SampleTable samples = _profile.Samples;
        int width = _columns.Costs.Length;
        var values = new T[_columns.Calls < 0 ? width : width + 1];
        for (int row = 0; row < samples.Count; row++)
        {
            if (row % RowsPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

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
        int depth = isArc ? Unfolded(locations) : Levelled(locations, sample);
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

    private int Levelled(ReadOnlySpan<LocationId> locations, int sample)
    {
        int depth = 0;
        bool isWhole = true;
        for (int i = locations.Length - 1; i >= 0; i--)
        {
            // Most locations have one frame.
            (int single, int function) = _frames.SingleOf(locations[i]);
            if (single >= 0)
            {
                isWhole &= KeepLevel(single, function, sample, depth++);
                continue;
            }

            ReadOnlySpan<int> frames = _frames[locations[i]];
            for (int j = frames.Length - 1; j >= 0; j--)
            {
                isWhole &= KeepLevel(frames[j], _frames.FunctionOf(frames[j]), sample, depth++);
            }
        }

        Span<int> kept = _kept.AsSpan(0, depth);
        if (!isWhole)
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

    // False if an earlier frame of the stack had to go for it.
    private bool KeepLevel(int frame, int function, int sample, int depth)
    {
        // Nearly all frames are the first of their function.
        (int Sample, int Depth)[] met = _met;
        if ((uint)function >= (uint)met.Length || met[function].Sample == sample)
        {
            return KeepNextLevel(frame, function, sample, depth);
        }

        met[function] = (sample, depth);
        Keep(frame, depth);
        return true;
    }

    private bool KeepNextLevel(int frame, int function, int sample, int depth)
    {
        for (int level = 1; IsMet(function, sample) && level < MaxLevel; level++)
        {
            frame = _frames.NextFrame(frame);
            function = _frames.FunctionOf(frame);
        }

        bool isWhole = !IsMet(function, sample);
        if (!isWhole)
        {
            _kept[_met[function].Depth] = -1;
        }

        _met[function] = (sample, depth);
        Keep(frame, depth);
        return isWhole;
    }

    private bool IsMet(int function, int sample)
    {
        if (function >= _met.Length)
        {
            Array.Resize(ref _met, function * 2);
        }

        return _met[function].Sample == sample;
    }

    private int Unfolded(ReadOnlySpan<LocationId> locations)
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

    private void AddCallers()
    {
        bool[] areEntered = Arcs.AreEntered(_frames.Count);
        for (int frame = 0; frame < areEntered.Length; frame++)
        {
            ReadOnlySpan<T> roots = _roots[_frames.FunctionOf(frame)];
            if (areEntered[frame] && roots.ContainsAnyExcept(T.Zero))
            {
                Arcs.Add(_frames.NoCaller, frame, roots);
            }
        }
    }
}
