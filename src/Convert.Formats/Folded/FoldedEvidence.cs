namespace Refold.Formats.Folded;

/// <summary>Counts what the first lines of an input have in common with folded stacks.</summary>
internal struct FoldedEvidence
{
    /// <summary>Lines with content.</summary>
    public int Count { get; private set; }

    /// <summary>Those that end in a count, or in as many as the header line names.</summary>
    public int Counted { get; private set; }

    /// <summary>Those of <see cref="Counted"/> with several frames: <c>a;b 1</c>.</summary>
    public int Stacks { get; private set; }

    /// <summary>Lines with a semicolon between two frames, whether a count follows or not.</summary>
    public int Semicolons { get; private set; }

    /// <summary>Whether a line has control characters, as binary data has.</summary>
    public bool HasControls { get; private set; }

    /// <summary>Looks at a line with content.</summary>
    public void Add(ReadOnlySpan<byte> line, int counts)
    {
        Count++;
        ReadOnlySpan<byte> stack = line;
        bool hasCounts = true;
        for (int i = 0; i < counts && hasCounts; i++)
        {
            hasCounts = FoldedLine.TryCutNumber(stack, out _, out stack);
        }

        // Lines that perf indents are frames, not stacks.
        hasCounts &= line is not [(byte)'\t', ..];
        bool hasSemicolon = HasFrames(hasCounts ? stack : line);
        HasControls |= line.ContainsAnyInRange((byte)0, (byte)8);
        Counted += hasCounts ? 1 : 0;
        Semicolons += hasSemicolon ? 1 : 0;
        Stacks += hasCounts && hasSemicolon ? 1 : 0;
    }

    // A semicolon with text right before and after it. Prose and code have a blank after theirs, HTML has `&amp;`.
    private static bool HasFrames(ReadOnlySpan<byte> stack)
    {
        int at = 0;
        for (int next = stack.IndexOf((byte)';'); next >= 0; next = stack[at..].IndexOf((byte)';'))
        {
            at += next + 1;
            ReadOnlySpan<byte> before = stack[..(at - 1)];
            if (!before.IsEmpty && before[^1] > (byte)' '
                && at < stack.Length && stack[at] > (byte)' ' && !IsEntity(before))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEntity(ReadOnlySpan<byte> before)
    {
        const int LongestEntity = 8;
        int start = before.LastIndexOf((byte)'&');
        return start >= 0 && before.Length - start <= LongestEntity
            && !before[(start + 1)..].ContainsAnyExceptInRange((byte)'#', (byte)'z');
    }
}
