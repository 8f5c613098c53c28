using Refold.Aggregation;
using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>Writes folded stacks; <see cref="FoldedReader"/> reads them.</summary>
/// <remarks>
/// Equal stacks are summed, stacks with a sum of 0 have no line, and lines are sorted by bytes.
/// <code>
/// types=default    main;work 42          main;work 30 10 for a comparison (before and after)
/// types=two        main;work 30 10
/// types=all        samples/count cpu/nanoseconds
///                  main;work 3 30000000
/// </code>
/// </remarks>
public sealed class FoldedWriter : IProfileWriter
{
    private readonly FoldedOptions _options;

    /// <summary>Creates a writer.</summary>
    /// <param name="options">The options; null for the defaults.</param>
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
            // A comparison has two counts per line, as difffolded.pl writes them.
            _ when ProfileComparer.FindBefore(profile) is >= 0 and var before => [before, profile.DefaultSampleType],
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
            // Always samples/count: whether the name of the sample type is kept must not depend on the stacks.
            WriteHeader([FoldedSampleTypes.Samples], text);
        }

        WriteLines(tree, new FoldedStackText(tree), text);
        text.Flush();
    }

    // If the leaf of every line ends in a number, "main;stage 3 10", readers would read two counts from each line. They
    // inspect the complete lines in the head of the file. For most files the first line decides.
    private static bool LooksLikeTwoCounts(CallTree tree)
    {
        const int LongestCount = 22;
        var stacks = new FoldedStackText(tree);
        int length = 0;
        foreach (int node in new FoldedLineOrder(tree).Nodes())
        {
            if (tree.Self(node, 0) == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> stack = stacks.GetText(node);
            if (length > 0 && length + stack.Length + LongestCount > ProfileInput.MaxHeadLength)
            {
                return true;
            }

            if (!FoldedLine.TryCutNumber(stack, out _, out _))
            {
                return false;
            }

            length += stack.Length;
        }

        return length > 0;
    }

    private static void WriteLines(CallTree tree, FoldedStackText stacks, Utf8Output text)
    {
        var values = new Int128[tree.Width];
        foreach (int node in new FoldedLineOrder(tree).Nodes())
        {
            bool isZero = true;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = tree.Self(node, i);
                isZero &= values[i] == 0;
            }

            while (!isZero)
            {
                WriteStack(stacks.GetText(node), text);
                isZero = WriteValues(values, text);
            }
        }
    }

    // A single frame that starts with # would be read as a comment; the blank before it, which readers remove, prevents
    // that.
    private static void WriteStack(ReadOnlySpan<byte> stack, Utf8Output text)
    {
        if (FoldedLine.IsLikeComment(stack))
        {
            text.Write((byte)' ');
        }

        text.Write(stack);
    }

    // A sum beyond 64 bits continues on another line of the same stack; readers add them. True if nothing is left.
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

    // In the header line, blanks separate sample types and a slash separates name and unit.
    private static string Word(string text, string ifEmpty) =>
        text.Length == 0 ? ifEmpty : text.Replace(' ', '_').Replace('/', '_').Replace('\n', '_').Replace(';', '_');
}
