using System.Runtime.InteropServices;
using Refold.Tables;

namespace Refold.Aggregation;

/// <summary>Sums of the samples of a profile that have the same stack and the same root frame, in order of appearance.</summary>
internal sealed class StackSums
{
    private readonly SlotTable _slots = new();
    private readonly List<(StackId Stack, int Root)> _keys = [];
    private readonly List<Int128> _values = [];
    private readonly int[] _withoutRoot;
    private readonly int _width;

    public StackSums(Profile profile, FrameNames names, ReadOnlySpan<int> types)
    {
        _width = types.Length;
        _withoutRoot = new int[profile.StackCount + 1];
        SampleTable samples = profile.Samples;
        for (int row = 0; row < samples.Count; row++)
        {
            int sum = Find(samples.Stack(row), names.RootOf(samples.Labels(row)));
            Span<Int128> values = CollectionsMarshal.AsSpan(_values).Slice(sum * _width, _width);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += samples.Value(row, types[i]);
            }
        }
    }

    public int Count => _keys.Count;

    public StackId Stack(int sum) => _keys[sum].Stack;

    public int Root(int sum) => _keys[sum].Root;

    public ReadOnlySpan<Int128> Values(int sum) => CollectionsMarshal.AsSpan(_values).Slice(sum * _width, _width);

    // Most profiles have no root frames; then the number of the stack is all it takes to find its sum.
    private int Find(StackId stack, int root)
    {
        if (root != 0)
        {
            return FindWithRoot(stack, root);
        }

        ref int sum = ref _withoutRoot[stack.Number];
        if (sum == 0)
        {
            sum = Add(stack, root) + 1;
        }

        return sum - 1;
    }

    private int FindWithRoot(StackId stack, int root)
    {
        uint hash = ((uint)stack.Number * 0x9E3779B1) ^ uint.RotateLeft((uint)root * 0x85EBCA6B, 16);
        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int sum);)
        {
            if (_keys[sum] == (stack, root))
            {
                return sum;
            }
        }

        _slots.Add(hash, _keys.Count);
        return Add(stack, root);
    }

    private int Add(StackId stack, int root)
    {
        _keys.Add((stack, root));
        CollectionsMarshal.SetCount(_values, _values.Count + _width);
        CollectionsMarshal.AsSpan(_values)[^_width..].Clear();
        return _keys.Count - 1;
    }
}
