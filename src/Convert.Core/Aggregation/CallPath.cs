namespace Refold.Aggregation;

/// <summary>Turns a stack into the path of names that leads to its node in a tree. Gives the same memory each time.</summary>
internal sealed class CallPath(FrameNames names, Profile profile, bool reversed)
{
    private int[] _path = new int[256];

    /// <summary>The names from the root on: the root frame, if there is one, then outermost to innermost.</summary>
    public ReadOnlySpan<int> Of(StackId stack, int root)
    {
        int length = 0;
        foreach (LocationId location in profile.Frames(stack))
        {
            ReadOnlySpan<int> frames = names.Of(location);
            if (length + frames.Length + 1 > _path.Length)
            {
                Array.Resize(ref _path, (length + frames.Length + 1) * 2);
            }

            frames.CopyTo(_path.AsSpan(length));
            length += frames.Length;
        }

        if (root != 0)
        {
            _path[length++] = root;
        }

        Span<int> path = _path.AsSpan(0, length);
        if (!reversed)
        {
            path.Reverse();
        }

        return path;
    }
}
