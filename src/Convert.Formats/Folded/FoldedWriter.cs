using Refold.Aggregation;
using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>
/// Writes folded stacks: equal stacks summed, sorted by bytes, root first. Its counterpart is <see cref="FoldedReader"/>.
/// Stacks whose values sum to zero have no line.
/// </summary>
public sealed class FoldedWriter : IProfileWriter
{
    private readonly FoldedOptions _options;

    /// <summary>Writes with these options.</summary>
    public FoldedWriter(FoldedOptions? options = null) => _options = options ?? new FoldedOptions();

    /// <inheritdoc/>
    public ReadRequest Request => _options.Names.Request;

    /// <inheritdoc/>
    public ProfileFacts? Keeps =>
        _options.Columns == FoldedColumns.All ? ProfileFacts.Stacks | ProfileFacts.SampleTypes : ProfileFacts.Stacks;

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return _options.Columns switch
        {
            FoldedColumns.All => [.. Enumerable.Range(0, profile.SampleTypes.Count)],
            FoldedColumns.Two when profile.SampleTypes.Count > 1 => [0, 1],
            _ => [profile.DefaultSampleType],
        };
    }

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var text = new Utf8Output(output);
        int[] types = [.. TypesOf(profile)];
        CallTree tree = CallTree.Create(
            profile, new FrameNames(profile, _options.Names), types, cancellation: context.Cancellation);
        if (_options.Columns == FoldedColumns.All)
        {
            WriteHeader(types.Select(type => profile.SampleTypes[type]), text);
        }
        else if (types.Length == 1 && LooksLikeTwoCounts(tree))
        {
            // Not the name of the sample type: whether it comes back must not depend on how the stacks end.
            WriteHeader([FoldedTypes.Samples], text);
        }

        WriteLines(tree, new FoldedLineText(tree), text);
        text.Flush();
    }

    // Where all names before a count end in a number, "main;stage 3 10", readers would take two counts from each line.
    // They look at the whole lines in the head of the file only. Most files are decided by their first line.
    private static bool LooksLikeTwoCounts(CallTree tree)
    {
        const int LongestCount = 22;
        var stacks = new FoldedLineText(tree);
        int looked = 0;
        foreach (int node in new FoldedOrder(tree).Nodes())
        {
            if (tree.Self(node, 0) == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> stack = stacks.Of(node);
            if (looked > 0 && looked + stack.Length + LongestCount > ProfileInput.MaxHeadLength)
            {
                return true;
            }

            if (!FoldedLine.TryCutNumber(stack, out _, out _))
            {
                return false;
            }

            looked += stack.Length;
        }

        return looked > 0;
    }

    private static void WriteLines(CallTree tree, FoldedLineText stacks, Utf8Output text)
    {
        var values = new Int128[tree.Width];
        foreach (int node in new FoldedOrder(tree).Nodes())
        {
            bool isZero = true;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = tree.Self(node, i);
                isZero &= values[i] == 0;
            }

            while (!isZero)
            {
                WriteStack(stacks.Of(node), text);
                isZero = WriteValues(values, text);
            }
        }
    }

    // A lone frame that begins with # would be read as a comment; a blank before it, which reading takes away, makes it
    // a stack.
    private static void WriteStack(ReadOnlySpan<byte> stack, Utf8Output text)
    {
        if (FoldedLine.IsLikeComment(stack))
        {
            text.Write((byte)' ');
        }

        text.Write(stack);
    }

    // A sum beyond 64 bits goes on in another line of the same stack: readers add them up. True if nothing is left.
    private static bool WriteValues(Span<Int128> values, Utf8Output text)
    {
        bool isDone = true;
        foreach (ref Int128 value in values)
        {
            long part = (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
            value -= part;
            isDone &= value == 0;
            text.Write((byte)' ');
            text.Write(part);
        }

        text.Write((byte)'\n');
        return isDone;
    }

    private static void WriteHeader(IEnumerable<SampleType> types, Utf8Output text)
    {
        IEnumerable<string> words = types.Select(t => $"{Word(t.Name, "samples")}/{Word(t.Unit, "count")}");
        text.Write(Utf8Text.Encode(string.Join(' ', words)));
        text.Write((byte)'\n');
    }

    // The header line parts its words by blanks and name from unit by a slash.
    private static string Word(string text, string ifEmpty) =>
        text.Length == 0 ? ifEmpty : text.Replace(' ', '_').Replace('/', '_').Replace('\n', '_').Replace(';', '_');
}
