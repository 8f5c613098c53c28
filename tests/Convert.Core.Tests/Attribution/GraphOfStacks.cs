using Refold.Attribution;
using Refold.Formats;

namespace Refold.Core.Tests.Attribution;

/// <summary>A call graph for tests, by names of functions, and the stacks that are made of it.</summary>
internal sealed class GraphOfStacks
{
    private readonly Dictionary<(string, int), Int128[]> _selfs = [];
    private readonly Dictionary<(string Caller, int Site, string Callee), (Int128[] Costs, Int128 Calls)> _arcs = [];
    private readonly int _events;

    public GraphOfStacks(int events) => _events = events;

    public IReadOnlyDictionary<(string Function, int Line), Int128[]> Selfs => _selfs;

    public IReadOnlyDictionary<(string Caller, int Site, string Callee), (Int128[] Costs, Int128 Calls)> Arcs => _arcs;

    public Dictionary<string, Int128> Inclusive { get; } = [];

    public ConversionContext Context { get; init; } = new();

    public GraphOfStacks Self(string function, int line, params Int128[] costs)
    {
        Int128[] before = _selfs.GetValueOrDefault((function, line), new Int128[_events]);
        _selfs[(function, line)] = [.. before.Zip(costs, (a, b) => a + b)];
        return this;
    }

    public GraphOfStacks Call(string caller, int site, string callee, Int128 calls, params Int128[] costs)
    {
        (Int128[] sums, Int128 count) = _arcs.GetValueOrDefault((caller, site, callee), (new Int128[_events], 0));
        _arcs[(caller, site, callee)] = ([.. sums.Zip(costs, (a, b) => a + b)], count + calls);
        return this;
    }

    public Profile Build(CallGraphStacksOptions? options = null)
    {
        var builder = new ProfileBuilder(Context) { SumsEqualSamples = true };
        int[] columns =
            [.. Enumerable.Range(0, _events).Select(e => builder.AddSampleType(new SampleType($"e{e}", "count")))];
        int calls = builder.AddSampleType(new SampleType("calls", "count"));
        var stacks = new CallGraphStacks(builder, columns, calls);
        var functions = new Dictionary<string, int>();
        var places = new Dictionary<(string, int), int>();
        foreach (((string function, int line), Int128[] costs) in _selfs)
        {
            stacks.AddSelf(Function(function), Place(function, line), costs);
        }

        foreach (((string caller, int site, string callee), (Int128[] costs, Int128 count)) in _arcs)
        {
            stacks.AddCall(Function(caller), Place(caller, site), Function(callee), Place(callee, 0), costs, count);
        }

        foreach ((string function, Int128 cost) in Inclusive)
        {
            stacks.SetInclusive(Function(function), cost);
        }

        stacks.Build(options ?? new CallGraphStacksOptions(), Context, "test");
        return builder.Build();

        int Function(string name)
        {
            if (!functions.TryGetValue(name, out int number))
            {
                number = stacks.AddFunction(builder.AddString(name));
                functions.Add(name, number);
            }

            return number;
        }

        int Place(string name, int line)
        {
            if (!places.TryGetValue((name, line), out int number))
            {
                number = stacks.AddPlace(builder.AddLocation(builder.AddFunction(name), line));
                places.Add((name, line), number);
            }

            return number;
        }
    }
}
