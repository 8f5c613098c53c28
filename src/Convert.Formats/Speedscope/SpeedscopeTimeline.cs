using System.Runtime.InteropServices;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Frames that open and close, and the stacks between: each stretch of time with an unchanged stack is a sample. What
/// does not nest is repaired where its meaning is plain, and reported.
/// </summary>
internal sealed class SpeedscopeTimeline(SpeedscopeLane lane, ConversionContext context)
{
    private readonly List<int> _open = [];
    private readonly Dictionary<int, int> _openCounts = [];
    private readonly Dictionary<int, int> _closedEarly = [];
    private int[] _leafFirst = new int[64];
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
            CollectionsMarshal.GetValueRefOrAddDefault(_openCounts, item.Frame, out _)++;
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

        context.Diagnostics.Warn(
            "speedscope.left-open", position, $"expected the end of {_open.Count} open frames, found none");
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
        else if (_openCounts.GetValueOrDefault(item.Frame) == 0)
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
        CollectionsMarshal.GetValueRefOrAddDefault(_openCounts, frame, out _)--;
        return frame;
    }

    private int StackOfOpen(InputPosition position)
    {
        if (_open.Count > _leafFirst.Length)
        {
            _leafFirst = new int[_open.Count * 2];
        }

        Span<int> stack = _leafFirst.AsSpan(0, _open.Count);
        CollectionsMarshal.AsSpan(_open).CopyTo(stack);
        stack.Reverse();
        return lane.AddStack(stack, position);
    }
}
