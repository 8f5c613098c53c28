using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes the functions of a call graph, each with its cost lines and then its calls.</summary>
/// <remarks>
/// <code>
/// ob=(1) /bin/app           only if it differs from the previous function, as fl=
/// fl=(1) app.c
/// fn=(1) main
/// 16 400                    self costs
/// cfn=(2) work              a call; cob= and cfi= if the callee is elsewhere
/// calls=1 50
/// 17 1200                   its inclusive costs
/// </code>
/// </remarks>
internal sealed class CallgrindBodyWriter<T>
    where T : struct, INumber<T>
{
    private readonly CallgrindFrameTable _frames;
    private readonly CallgrindProfileGraph<T> _graph;
    private readonly Utf8Output _text;
    private readonly CallgrindCostWriter _costs;
    private readonly CallgrindNameWriter _objects;
    private readonly CallgrindNameWriter _files;
    private readonly CallgrindNameWriter _functions;
    private CallgrindFunction _current;

    /// <summary>Creates a writer of a graph.</summary>
    public CallgrindBodyWriter(
        CallgrindFrameTable frames, CallgrindProfileGraph<T> graph, bool hasAddresses, Utf8Output text)
    {
        _frames = frames;
        _graph = graph;
        _text = text;
        _costs = new CallgrindCostWriter(text, hasAddresses);
        _objects = new CallgrindNameWriter(frames, text, frames.TextCount + 1);
        _files = new CallgrindNameWriter(frames, text, frames.TextCount + 1);
        _functions = new CallgrindNameWriter(frames, text, frames.FunctionCount);
    }

    /// <summary>Whether a negative cost was written.</summary>
    public bool HasNegative => _costs.HasNegative;

    /// <summary>Writes all functions that have costs.</summary>
    public void Write(ConversionContext context)
    {
        int[] order = _frames.Order();
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        ReadOnlySpan<int> arcs = _graph.Arcs.Sorted(ranks);
        ReadOnlySpan<int> rest = order;
        for (int row = 0; !rest.IsEmpty; row++)
        {
            context.CheckCancelled(row);
            int function = _frames.FunctionOf(rest[0]);
            int count = 1;
            while (count < rest.Length && _frames.FunctionOf(rest[count]) == function)
            {
                count++;
            }

            ReadOnlySpan<int> frames = rest[..count];
            rest = rest[count..];
            int arcCount = CountArcs(arcs, function);
            if (HasSelf(frames) || HasCall(arcs[..arcCount]))
            {
                WriteFunction(function);
                WriteSelf(frames);
                WriteCalls(arcs[..arcCount]);
            }

            arcs = arcs[arcCount..];
        }
    }

    // The count of arcs at the start of the list, which is sorted by caller, whose caller is a function.
    private int CountArcs(ReadOnlySpan<int> arcs, int function)
    {
        int count = 0;
        while (count < arcs.Length && _frames.FunctionOf(_graph.Arcs.Caller(arcs[count])) == function)
        {
            count++;
        }

        return count;
    }

    private bool HasSelf(ReadOnlySpan<int> frames)
    {
        bool any = false;
        foreach (int frame in frames)
        {
            any |= _graph.SelfOf(frame).ContainsAnyExcept(T.Zero);
        }

        return any;
    }

    private bool HasCall(ReadOnlySpan<int> arcs)
    {
        bool any = false;
        for (int i = 0; i < arcs.Length && !any; i++)
        {
            any = IsCall(arcs[i]);
        }

        return any;
    }

    // Whether the arc has a cost or a count of calls.
    private bool IsCall(int arc) => _graph.Arcs.Sums(arc).ContainsAnyExcept(T.Zero);

    private void WriteFunction(int number)
    {
        CallgrindFunction function = _frames.Function(number);
        _text.Write((byte)'\n');
        if (function.Object != _current.Object)
        {
            _objects.Write("ob="u8, function.Object);
        }

        if (function.File != _current.File)
        {
            _files.Write("fl="u8, function.File);
        }

        _functions.Write("fn="u8, number, function.Name);
        _current = function;
    }

    private void WriteSelf(ReadOnlySpan<int> frames)
    {
        foreach (int frame in frames)
        {
            for (_costs.Begin(_graph.SelfOf(frame)); _costs.HasPending;)
            {
                _costs.WriteLine(_frames.Frame(frame));
            }
        }
    }

    private void WriteCalls(ReadOnlySpan<int> arcs)
    {
        foreach (int arc in arcs)
        {
            if (!IsCall(arc))
            {
                continue;
            }

            CallgrindFrame caller = _frames.Frame(_graph.Arcs.Caller(arc));
            CallgrindFrame callee = _frames.Frame(_graph.Arcs.Callee(arc));
            _costs.Begin(_graph.CostsOf(arc));
            long count = Math.Max(_graph.CallsOf(arc), 1);
            do
            {
                WriteCallee(callee.Function);
                _text.Write("calls="u8);
                _text.Write(count);
                _text.Write((byte)' ');
                _costs.WriteTarget(callee);
                _costs.WriteLine(caller);
                count = 1;
            }
            while (_costs.HasPending);
        }
    }

    private void WriteCallee(int number)
    {
        CallgrindFunction callee = _frames.Function(number);
        if (callee.Object != _current.Object)
        {
            _objects.Write("cob="u8, callee.Object);
        }

        if (callee.File != _current.File)
        {
            _files.Write("cfi="u8, callee.File);
        }

        _functions.Write("cfn="u8, number, callee.Name);
    }
}
