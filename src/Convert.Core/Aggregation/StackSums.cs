using Refold.Tables;

namespace Refold.Aggregation;

/// <summary>Sums the samples of a profile that have the same stack and the same root frame.</summary>
internal static class StackSums
{
    public static IEnumerable<(StackId Stack, int Root, Int128[] Values)> Of(
        Profile profile, FrameNames names, ReadOnlySpan<int> types)
    {
        var slots = new SlotTable();
        var sums = new List<(StackId Stack, int Root, Int128[] Values)>();
        SampleTable samples = profile.Samples;
        for (int row = 0; row < samples.Count; row++)
        {
            StackId stack = samples.Stack(row);
            int root = names.RootOf(samples.Labels(row));
            Int128[] sum = sums[Find(slots, sums, stack, root, types.Length)].Values;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += samples.Value(row, types[i]);
            }
        }

        return sums;
    }

    private static int Find(
        SlotTable slots, List<(StackId Stack, int Root, Int128[] Values)> sums, StackId stack, int root, int width)
    {
        uint hash = ((uint)stack.Number * 0x9E3779B1) ^ uint.RotateLeft((uint)root * 0x85EBCA6B, 16);
        for (int at = slots.Start(hash); slots.Next(hash, ref at, out int row);)
        {
            if (sums[row].Stack == stack && sums[row].Root == root)
            {
                return row;
            }
        }

        slots.Add(hash, sums.Count);
        sums.Add((stack, root, new Int128[width]));
        return sums.Count - 1;
    }
}
