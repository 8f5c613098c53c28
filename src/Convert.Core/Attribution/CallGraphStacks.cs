using Refold.Formats;

namespace Refold.Attribution;

/// <summary>
/// Turns a call graph, which has costs of functions and of calls but no stacks, into stacks by proportional
/// attribution: the costs of a function are split among its callers in proportion to the costs of their calls.
/// </summary>
/// <remarks>
/// <code>
///        main 10                      inclusive costs of calls:  main→a 50, main→b 20, a→c 30, b→c 10
///       /       \
///    a 20        b 10                 c's own 40 is split by its callers' calls, 30 : 10
///       \       /
///         c 40                        main 10 · main;a 20 · main;b 10 · main;a;c 30 · main;b;c 10      (sum 80)
/// </code>
/// <list type="number">
/// <item><see cref="GraphParts"/> joins functions that call each other to one part.</item>
/// <item><see cref="FlowBalance"/> scales the costs of calls to the costs of their callees, callees first.</item>
/// <item><see cref="FlowDealer"/> distributes the costs of each part over the stacks that enter it, callers first.
/// <see cref="Transport"/> packs costs that are too small for a stack of their own, so that no sum changes;
/// <see cref="CycleWalk"/> finds the paths through parts of several functions.</item>
/// </list>
/// Self costs are exact for each position and event. Inclusive costs and costs of calls are exact outside of recursion
/// if the graph balances. How the cost of a function is split among the callers of its callers is an estimate, since a
/// call graph does not contain it.
/// <para/>
/// Functions, positions and events are numbered from 0 in the order in which they are added. Not thread-safe.
/// </remarks>
public sealed class CallGraphStacks
{
    private const long MaxNodes = 2_000_000;
    private const long MaxCosts = 1 << 25;
    private const long MaxFrames = 1 << 24;

    private readonly ProfileBuilder _builder;
    private readonly int[] _columns;
    private readonly int _callsColumn;
    private readonly FlowGraph _graph;
    private readonly List<LocationId> _places = [];
    private readonly List<StringId> _names = [];
    private readonly Dictionary<int, Int128> _known = [];

    /// <summary>Creates an empty graph.</summary>
    /// <param name="builder">The builder of the profile that receives the stacks.</param>
    /// <param name="columns">The column of each event in the profile.</param>
    /// <param name="callsColumn">The column of the numbers of calls; -1 if they are not requested.</param>
    public CallGraphStacks(ProfileBuilder builder, ReadOnlySpan<int> columns, int callsColumn = -1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _builder = builder;
        _columns = columns.ToArray();
        _callsColumn = callsColumn;
        _graph = new FlowGraph(_columns.Length);
    }

    /// <summary>Adds a function.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The number of the function.</returns>
    public int AddFunction(StringId name)
    {
        _names.Add(name);
        return _graph.AddFunction();
    }

    /// <summary>Adds a position in a function.</summary>
    /// <param name="location">The frame of the position in stacks; several positions may have the same frame.</param>
    /// <returns>The number of the position.</returns>
    public int AddPlace(LocationId location)
    {
        _places.Add(location);
        return _places.Count - 1;
    }

    /// <summary>Adds self costs of a function at a position.</summary>
    /// <param name="function">The function.</param>
    /// <param name="place">The position.</param>
    /// <param name="costs">The cost of each event.</param>
    public void AddSelf(int function, int place, ReadOnlySpan<Int128> costs) =>
        _graph.AddSelf(Known(function), KnownPlace(place), Checked(costs));

    /// <summary>Adds calls of a function, with their inclusive costs.</summary>
    /// <param name="caller">The function that calls.</param>
    /// <param name="site">The position in the caller.</param>
    /// <param name="callee">The function that is called.</param>
    /// <param name="entry">The position at which the callee begins.</param>
    /// <param name="costs">The inclusive cost of each event.</param>
    /// <param name="calls">The number of calls; 0 if unknown.</param>
    public void AddCall(int caller, int site, int callee, int entry, ReadOnlySpan<Int128> costs, Int128 calls) =>
        _graph.AddCall(
            Known(caller), KnownPlace(site), Known(callee), KnownPlace(entry), Checked(costs), Int128.Max(0, calls));

    /// <summary>
    /// Sets the inclusive cost of a function, for profilers that record it and count a recursion once. Calls within
    /// cycles then get the weight that brings the stacks nearest to these costs: <see cref="CycleBoost"/>.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="cost">The inclusive cost of the first event.</param>
    public void SetInclusive(int function, Int128 cost) => _known[Known(function)] = cost;

    /// <summary>Adds the stacks to the profile.</summary>
    /// <param name="options">The precision and the number of stacks.</param>
    /// <param name="context">Receives notes and warnings; its limits and its cancellation apply.</param>
    /// <param name="input">The name of the input in notes and warnings.</param>
    /// <exception cref="ProfileFormatException">The limits of the context are exceeded.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public void Build(CallGraphStacksOptions options, ConversionContext context, string input)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _graph.Index();
        int[] signed = [.. Enumerable.Range(0, _columns.Length).Where(IsSigned)];
        int[] flowing = [.. Enumerable.Range(0, _columns.Length).Except(signed)];

        // If all events have values below zero, absolute values of the first decide which stacks there are; the costs
        // of all events are distributed over these afterwards.
        bool isSignedOnly = signed.Length > 0 && flowing.Length == 0;
        FlowGraph flow = signed.Length == 0 ? _graph
            : isSignedOnly ? _graph.Select([0], Int128.Abs)
            : _graph.Select(flowing, cost => cost);
        var parts = new GraphParts(flow, context.Cancellation);
        var balance = new FlowBalance(flow, parts, context.Cancellation);
        var notes = new CallGraphNotes(context.Diagnostics, input, _builder, _names);
        if (_graph.Arcs.Count > 0)
        {
            notes.Estimated();
        }

        // A truncated input does not balance, and has a warning already.
        if (!isSignedOnly && !options.IsIncomplete)
        {
            string[] events = [.. flowing.Select(e => e < options.EventNames.Count ? options.EventNames[e] : "")];
            notes.Report(flow, parts, balance, events);
        }

        notes.Signed([.. signed.Select(e => e < options.EventNames.Count ? options.EventNames[e] : "")]);
        DealtStacks stacks = Deal(flow, parts, balance, options, notes, context);
        SignedEvents? others = signed.Length == 0 ? null : new SignedEvents(_graph, stacks, signed);
        var emitter = new StackEmitter(_builder, stacks, _places, MaxDepth(stacks, context.Limits, notes));
        (CostTable, int[])[] flows = isSignedOnly ? [] : [(stacks.Costs, [.. flowing.Select(e => _columns[e])])];
        (CostTable, int[])[] rest = others is null ? [] : [(others.Costs, [.. signed.Select(e => _columns[e])])];
        emitter.AddCosts([.. flows, .. rest], context.Cancellation);
        if (_callsColumn >= 0)
        {
            emitter.AddCalls(_callsColumn, context.Cancellation);
        }
    }

    // Tries ever coarser settings until the result is within the limits. The last try keeps one caller per part, and
    // has no limits.
    private DealtStacks Deal(
        FlowGraph flow,
        GraphParts parts,
        FlowBalance balance,
        CallGraphStacksOptions options,
        CallGraphNotes notes,
        ConversionContext context)
    {
        CycleBoost? boost = _known.Count == 0 ? null : new CycleBoost(_known);
        long maxNodes = Math.Min(MaxNodes, Math.Max(1, MaxCosts / Math.Max(1, flow.Width)));
        double detail = options.Detail;
        int maxParcels = int.MaxValue;
        long frames = long.MaxValue;
        var memo = new CycleMemo();
        while (true)
        {
            bool isLast = maxParcels == 1;
            var limits = new DealLimits(
                detail, maxParcels, isLast ? long.MaxValue : maxNodes, isLast ? long.MaxValue : options.MaxStacks);
            var dealer = new FlowDealer(flow, parts, balance, limits, boost, memo);
            bool isWithin = dealer.TryDeal(context.Cancellation);
            bool helps = !isWithin
                || (dealer.Stacks.FrameCount > MaxFrames && dealer.Stacks.FrameCount < frames / 10 * 9);
            if (isWithin && (!helps || detail >= 1))
            {
                notes.Coarse(options.Detail, detail, maxParcels);
                return dealer.Stacks;
            }

            frames = isWithin ? dealer.Stacks.FrameCount : frames;
            maxParcels = detail < 1 ? maxParcels : maxParcels > 64 ? 64 : maxParcels > 8 ? 8 : 1;
            detail = Math.Min(1, Math.Max(detail, 1e-9) * StepAfter(dealer.Progress));
        }
    }

    // A try takes up to a second. One that ended early in the graph is far above the limits, so the step is larger.
    private static double StepAfter(double progress) => progress switch
    {
        < 1.0 / 64 => 64,
        < 1.0 / 8 => 16,
        _ => 4,
    };

    private static int MaxDepth(DealtStacks stacks, ConversionLimits limits, CallGraphNotes notes)
    {
        long most = Math.Min(MaxFrames, Math.Max(4, limits.StackFrames / 2));
        int depth = limits.StackDepth;
        while (depth > 2 && Frames(stacks, depth) > most)
        {
            depth = depth / 4 * 3;
        }

        notes.Shortened(Longest(stacks), depth);
        return depth;
    }

    private static long Frames(DealtStacks stacks, int depth)
    {
        long frames = 0;
        foreach ((int node, _) in stacks.Samples)
        {
            frames += Math.Min(depth, stacks.Tree.Depth(node));
        }

        foreach ((int node, _, _) in stacks.Calls)
        {
            frames += Math.Min(depth, stacks.Tree.Depth(node));
        }

        return frames;
    }

    private static int Longest(DealtStacks stacks)
    {
        int longest = 0;
        for (int node = 0; node < stacks.Tree.Count; node++)
        {
            longest = Math.Max(longest, stacks.Tree.Depth(node));
        }

        return longest;
    }

    private bool IsSigned(int index)
    {
        bool isSigned = false;
        for (int row = 0; row < _graph.SelfCosts.Count && !isSigned; row++)
        {
            isSigned = _graph.SelfCosts[row][index] < 0;
        }

        for (int row = 0; row < _graph.ArcCosts.Count && !isSigned; row++)
        {
            isSigned = _graph.ArcCosts[row][index] < 0;
        }

        return isSigned;
    }

    private int Known(int function)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(function);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(function, _names.Count);
        return function;
    }

    private int KnownPlace(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _places.Count);
        return place;
    }

    private ReadOnlySpan<Int128> Checked(ReadOnlySpan<Int128> costs) => costs.Length == _columns.Length
        ? costs
        : throw new ArgumentException($"Expected {_columns.Length} costs, found {costs.Length}.", nameof(costs));
}
