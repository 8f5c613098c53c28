namespace Refold.Formats.Folded;

/// <summary>Counts the lines of an input that have the form of folded stacks.</summary>
internal struct FoldedEvidence
{
    /// <summary>The number of lines with content.</summary>
    public int Count { get; private set; }

    /// <summary>The number of lines that end in a count, or in one for each sample type of the header line.</summary>
    public int Counted { get; private set; }

    /// <summary>The number of lines of <see cref="Counted"/> with several frames: <c>a;b 1</c>.</summary>
    public int Stacks { get; private set; }

    /// <summary>The number of lines with a semicolon between two frames, with or without a count.</summary>
    public int Semicolons { get; private set; }

    /// <summary>Whether any line has control characters, as binary data has.</summary>
    public bool HasControls { get; private set; }

    /// <summary>Counts a line with content.</summary>
    public void Add(ReadOnlySpan<byte> line, int counts)
    {
        Count++;
        ReadOnlySpan<byte> stack = line;
        bool hasCounts = true;
        for (int i = 0; i < counts && hasCounts; i++)
        {
            hasCounts = FoldedLine.TryCutNumber(stack, out _, out stack);
        }

        // Lines indented by a tab are frames of perf script.
        hasCounts &= line is not [(byte)'\t', ..];
        bool hasSemicolon = HasFrames(hasCounts ? stack : line);
        HasControls |= line.ContainsAnyInRange((byte)0, (byte)8);
        Counted += hasCounts ? 1 : 0;
        Semicolons += hasSemicolon ? 1 : 0;
        Stacks += hasCounts && hasSemicolon ? 1 : 0;
    }

    // A semicolon with text directly before and after it: in prose and code a blank follows; HTML has `&amp;`.
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
