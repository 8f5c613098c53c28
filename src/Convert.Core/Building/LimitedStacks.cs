using Refold.Formats;

namespace Refold;

/// <summary>Adds stacks to a profile, as long as they are within the limits.</summary>
/// <remarks>
/// A frame of a stack is one location, but holds as many functions as were inlined there. A hostile input names one
/// location of a million lines in each of its stacks: 4 MB that would become a call tree of a billion nodes. So the
/// lines of all distinct stacks together are limited, relative to their frames.
/// </remarks>
internal sealed class LimitedStacks(ProfileStorage tables, ConversionLimits limits)
{
    // Compilers inline a few functions into one another; Rust and C++ templates reach about 30.
    private const int UsualLines = 16;
    private const int MaxFurtherLines = 1 << 22;

    private int _mostLines;
    private long _lines;

    /// <summary>Takes note of the number of lines of a location; to be called before stacks have it.</summary>
    public void AddLocation(int lines) => _mostLines = Math.Max(_mostLines, lines);

    /// <summary>Adds a stack, or finds it.</summary>
    /// <exception cref="ProfileFormatException">The limits for stacks are exceeded.</exception>
    public StackId Add(ReadOnlySpan<LocationId> leafFirst)
    {
        LimitFrames(leafFirst.Length);
        int before = tables.Stacks.Count;
        int number = tables.Stacks.Add(leafFirst);
        if (tables.Stacks.Count > before)
        {
            LimitLines(leafFirst);
        }

        return new StackId(number);
    }

    /// <summary>Adds a stack without looking for an equal one.</summary>
    /// <exception cref="ProfileFormatException">The limits for stacks are exceeded.</exception>
    public StackId Append(ReadOnlySpan<LocationId> leafFirst)
    {
        LimitFrames(leafFirst.Length);
        LimitLines(leafFirst);
        return new StackId(tables.Stacks.Append(leafFirst));
    }

    private void LimitFrames(int depth)
    {
        Limit(depth, limits.StackDepth, "frames in a stack");
        Limit(tables.Stacks.ItemCount + depth, limits.StackFrames, "frames of stacks");
    }

    // Costs nothing while no location has more lines than usual.
    private void LimitLines(ReadOnlySpan<LocationId> leafFirst)
    {
        if (_mostLines <= UsualLines)
        {
            return;
        }

        foreach (LocationId id in leafFirst)
        {
            _lines += id.Number <= tables.Locations.Count ? tables.Locations[id.Number].Lines.Length : 0;
        }

        long limit = MaxFurtherLines + (UsualLines * (tables.Stacks.ItemCount + leafFirst.Length));
        Limit(_lines, limit, "frames of stacks with inlined functions");
    }

    private static void Limit(long found, long limit, string what)
    {
        if (found > limit)
        {
            throw new ProfileFormatException(
                new InputPosition("profile"), $"expected at most {limit} {what}, found more");
        }
    }
}
