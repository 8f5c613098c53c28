using System.Numerics;

namespace Refold.Aggregation;

/// <summary>Sums the values of a profile's stacks by frame.</summary>
internal static class FrameCosts
{
    /// <summary>The values of one sample type, summed by number of the stack.</summary>
    /// <typeparam name="T">A number type that holds all sums.</typeparam>
    public static T[] SumByStack<T>(Profile profile, int type)
        where T : struct, INumber<T>
    {
        var values = new T[profile.StackCount + 1];
        SampleTable samples = profile.Samples;
        for (int row = 0; row < samples.Count; row++)
        {
            values[samples.Stack(row).Number] += T.CreateTruncating(samples.Value(row, type));
        }

        return values;
    }

    /// <summary>The flat and cumulative cost of each frame, by its number.</summary>
    /// <remarks>
    /// A stack counts once for each of its frames, however often it contains it:
    /// <code>
    /// main;f;g;f  5                 main   f   g
    /// main;f      2          flat      0   7   0
    ///                  cumulative      7   7   5
    /// </code>
    /// </remarks>
    /// <typeparam name="T">A number type that holds all sums.</typeparam>
    /// <param name="profile">The profile.</param>
    /// <param name="valueOfStack">The value of each stack, by number.</param>
    /// <param name="frames">The frames of all locations, leaf first.</param>
    /// <param name="count">The largest number of a frame + 1.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static FrameCost<T>[] Sum<T>(
        Profile profile, T[] valueOfStack, FrameTable frames, int count, CancellationToken cancellation)
        where T : struct, INumber<T>
    {
        var costs = new FrameCost<T>[count];
        int[] single = frames.SingleFrames();
        for (int stack = 1; stack < valueOfStack.Length; stack++)
        {
            cancellation.ThrowIfCancellationRequested(stack);
            T value = valueOfStack[stack];
            ReadOnlySpan<LocationId> locations = T.IsZero(value) ? default : profile[new StackId(stack)];
            if (!locations.IsEmpty)
            {
                costs[frames[locations[0]][0]].AddFlat(value);
                AddCumulative(costs, value, stack, locations, frames, single);
            }
        }

        return costs;
    }

    private static void AddCumulative<T>(
        FrameCost<T>[] costs, T value, int stack, ReadOnlySpan<LocationId> locations, FrameTable frames, int[] single)
        where T : struct, INumber<T>
    {
        foreach (LocationId location in locations)
        {
            int frame = single[location.Number];
            if (frame >= 0)
            {
                costs[frame].AddCumulative(value, stack);
                continue;
            }

            foreach (int inlined in frames[location])
            {
                costs[inlined].AddCumulative(value, stack);
            }
        }
    }
}
