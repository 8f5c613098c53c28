using System.Runtime.InteropServices;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Frames that open and close, and the stacks between: each stretch of time with an unchanged stack is a sample. What
/// does not nest is repaired where its meaning is plain, and reported.
/// </summary>
internal sealed class SpeedscopeTimeline(SpeedscopeSampleImport lane, ConversionContext context)
{
    private const int Unknown = -1;

    private readonly List<int> _open = [];

    // For each open frame the stack of those up to it, once it was asked for.
    private readonly List<int> _stacks = [];

    private readonly Dictionary<int, int> _closedEarly = [];
    private int[] _leafFirst = new int[64];

    // How often each frame is open; not counted before something odd was met.
    private Dictionary<int, int>? _openCounts;
    private long _last;
    private bool _hasBegun;

    /// <summary>A frame opens or closes.</summary>
    /// <param name="item">The event.</param>
    /// <param name="at">When, in the unit of the model.</param>
    public void Add(in SpeedscopeEvent item, long at)
    {
        Advance(at, item.Position);
        if (item.Opens)
        {
            _open.Add(item.Frame);
            _stacks.Add(Unknown);
            Count(item.Frame, 1);
        }
        else if (_open.Count > 0 && _open[^1] == item.Frame)
        {
            Pop();
        }
        else
        {
            CloseOdd(item);
        }
    }

    /// <summary>Ends with what is still open.</summary>
    /// <param name="end">When, in the unit of the model; null if unknown.</param>
    /// <param name="position">Where the profile ends.</param>
    public void Finish(long? end, InputPosition position)
    {
        if (_open.Count == 0)
        {
            return;
        }

        if (!context.Diagnostics.IsCut(position.Input))
        {
            context.Diagnostics.Warn(
                "speedscope.left-open", position, $"expected the end of {_open.Count} open frames, found none");
        }

        if (end > _last)
        {
            Advance(end.Value, position);
        }
    }

    private void Advance(long at, InputPosition position)
    {
        if (!_hasBegun)
        {
            (_hasBegun, _last) = (true, at);
        }

        if (at < _last)
        {
            context.Diagnostics.Warn(
                "speedscope.time-backwards", position, $"expected a time from {_last} on, found {at}");
            return;
        }

        if (at > _last && _open.Count > 0)
        {
            lane.Add(StackOfOpen(position), _last, at);
        }

        _last = at;
    }

    // A frame that closes under others ends those, too; when their own ends come, they are expected.
    private void CloseOdd(in SpeedscopeEvent item)
    {
        int early = _closedEarly.GetValueOrDefault(item.Frame);
        if (early > 0)
        {
            _closedEarly[item.Frame] = early - 1;
        }
        else if (OpenCounts().GetValueOrDefault(item.Frame) == 0)
        {
            context.Diagnostics.Warn(
                "speedscope.close-without-open", item.Position, $"expected an open frame, found the end of frame {item.Frame}");
        }
        else
        {
            context.Diagnostics.Warn(
                "speedscope.close-order",
                item.Position,
                $"expected the end of frame {_open[^1]}, found that of frame {item.Frame}");
            for (int frame = Pop(); frame != item.Frame; frame = Pop())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_closedEarly, frame, out _)++;
            }
        }
    }

    private int Pop()
    {
        int frame = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _stacks.RemoveAt(_stacks.Count - 1);
        Count(frame, -1);
        return frame;
    }

    private Dictionary<int, int> OpenCounts()
    {
        if (_openCounts is null)
        {
            _openCounts = [];
            _open.ForEach(frame => Count(frame, 1));
        }

        return _openCounts;
    }

    private void Count(int frame, int change)
    {
        if (_openCounts is not null)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_openCounts, frame, out _) += change;
        }
    }

    private int StackOfOpen(InputPosition position)
    {
        if (_stacks[^1] != Unknown)
        {
            return _stacks[^1];
        }

        if (_open.Count > _leafFirst.Length)
        {
            _leafFirst = new int[_open.Count * 2];
        }

        Span<int> stack = _leafFirst.AsSpan(0, _open.Count);
        CollectionsMarshal.AsSpan(_open).CopyTo(stack);
        stack.Reverse();
        long warnings = context.Diagnostics.WarningCount;
        int number = lane.AddEventStack(stack, position);

        // What is odd is said each time.
        _stacks[^1] = context.Diagnostics.WarningCount == warnings ? number : Unknown;
        return number;
    }
}
