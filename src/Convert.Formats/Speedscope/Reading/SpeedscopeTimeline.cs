using System.Runtime.InteropServices;

namespace Refold.Formats.Speedscope;

/// <summary>An event of an evented profile: a frame that opens or closes.</summary>
/// <param name="IsOpen">Whether the frame opens.</param>
/// <param name="Frame">The index of the frame.</param>
/// <param name="At">The time in the unit of the profile.</param>
/// <param name="Position">The position of the event in the file.</param>
internal readonly record struct SpeedscopeEvent(bool IsOpen, int Frame, JsonNumber At, InputPosition Position);

/// <summary>Turns events into samples: each time between two events is a sample of the frames that are open.</summary>
/// <remarks>
/// <code>
/// events   O main   O work     C work   C main
/// time     1        3          7        8
///          │ main 2 │ work 4   │ main 1 │
///                     in main
/// samples  main 2,  main;work 4,  main 1
/// </code>
/// Frames that do not nest are repaired and reported: a frame that closes while frames inside it are open closes these,
/// too, and their own closing events are then expected.
/// </remarks>
internal sealed class SpeedscopeTimeline(SpeedscopeSampleImport import, ConversionContext context)
{
    private const int Unknown = -1;

    private readonly List<int> _open = [];

    // For each open frame, the number of the stack that ends with it; Unknown before that stack has a sample.
    private readonly List<int> _stacks = [];

    private readonly Dictionary<int, int> _closedEarly = [];
    private int[] _leafFirst = new int[64];

    // How many times each frame is open; null until frames do not nest, since counting takes time.
    private Dictionary<int, int>? _openCounts;
    private long _last;
    private bool _hasBegun;

    /// <summary>Adds an event, and the sample between the previous event and this one.</summary>
    /// <param name="item">The event.</param>
    /// <param name="at">The time in nanoseconds, or in the unit of the sample type.</param>
    public void Add(in SpeedscopeEvent item, long at)
    {
        Advance(at, item.Position);
        if (item.IsOpen)
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
            CloseUnnested(item);
        }
    }

    /// <summary>Closes the frames that are still open at the end of the profile.</summary>
    /// <param name="end">The end of the profile in the unit of the sample type; null if unknown.</param>
    /// <param name="position">The position of the end in the file.</param>
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
            import.Add(StackOfOpen(position), _last, at);
        }

        _last = at;
    }

    // Closes a frame that is not the innermost open one, with all frames inside it.
    private void CloseUnnested(in SpeedscopeEvent item)
    {
        int early = _closedEarly.GetValueOrDefault(item.Frame);
        if (early > 0)
        {
            _closedEarly[item.Frame] = early - 1;
        }
        else if (OpenCounts().GetValueOrDefault(item.Frame) == 0)
        {
            context.Diagnostics.Warn(
                "speedscope.close-without-open",
                item.Position,
                $"expected an open frame, found the end of frame {item.Frame}");
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
        int number = import.AddEventStack(stack, position);

        // A stack with a warning is added again each time, so that the warning is counted.
        _stacks[^1] = context.Diagnostics.WarningCount == warnings ? number : Unknown;
        return number;
    }
}
