using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes the functions of a call graph, each with its cost lines and then its calls.</summary>
internal sealed class CallgrindBodyWriter<T>
    where T : struct, INumber<T>
{
    private readonly CallgrindFrames _frames;
    private readonly CallgrindGraph<T> _graph;
    private readonly Utf8Output _text;
    private readonly CallgrindCosts _costs;
    private readonly CallgrindNames _objects;
    private readonly CallgrindNames _files;
    private readonly CallgrindNames _functions;
    private CallgrindFunction _current;

    /// <summary>Writes a graph.</summary>
    public CallgrindBodyWriter(CallgrindFrames frames, CallgrindGraph<T> graph, bool hasAddresses, Utf8Output text)
    {
        _frames = frames;
        _graph = graph;
        _text = text;
        _costs = new CallgrindCosts(text, hasAddresses);
        _objects = new CallgrindNames(frames, text, frames.TextCount + 1);
        _files = new CallgrindNames(frames, text, frames.TextCount + 1);
        _functions = new CallgrindNames(frames, text, frames.FunctionCount);
    }

    /// <summary>True if a negative cost was written.</summary>
    public bool HasNegative => _costs.HasNegative;

    /// <summary>Writes all functions that cost anything.</summary>
    public void Write(CancellationToken cancellation)
    {
        int[] order = _frames.Order();
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        ReadOnlySpan<int> arcs = _graph.Arcs.Sorted(ranks);
        ReadOnlySpan<int> left = order;
        while (!left.IsEmpty)
        {
            cancellation.ThrowIfCancellationRequested();
            int function = _frames.FunctionOf(left[0]);
            int count = 1;
            while (count < left.Length && _frames.FunctionOf(left[count]) == function)
            {
                count++;
            }

            ReadOnlySpan<int> frames = left[..count];
            left = left[count..];
            int arcCount = CountOf(arcs, function);
            if (HasSelf(frames) || HasCall(arcs[..arcCount]))
            {
                WriteFunction(function);
                WriteSelf(frames);
                WriteCalls(arcs[..arcCount]);
            }

            arcs = arcs[arcCount..];
        }
    }

    // How many of the arcs, which are sorted by caller, a function calls.
    private int CountOf(ReadOnlySpan<int> arcs, int function)
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

    // Either it costs something, or somebody counted it.
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
            for (_costs.Begin(_graph.SelfOf(frame)); _costs.IsAnyLeft;)
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
            while (_costs.IsAnyLeft);
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
