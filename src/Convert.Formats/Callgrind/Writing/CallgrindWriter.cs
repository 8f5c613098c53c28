using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes the self costs and calls of each function, with all sample types as events.</summary>
/// <remarks>
/// The counterpart is <see cref="CallgrindReader"/>. The format's page describes how stacks become calls. Safe to share
/// between threads.
/// </remarks>
public sealed class CallgrindWriter : IProfileWriter
{
    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        AcceptsArcs = true,
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines | ProfileFacts.Addresses
            | ProfileFacts.Mappings | ProfileFacts.Inlining | ProfileFacts.Info | ProfileFacts.SystemNames,
    };

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        CallgrindColumns columns = CallgrindColumns.Create(profile);

        // No sum exceeds that of all absolute values, which mostly fits into 64 bits: they are faster.
        if (Enumerable.Range(0, profile.SampleTypes.Count).Max(profile.Samples.Size) <= long.MaxValue)
        {
            Write<long>(profile, columns, output, context);
        }
        else
        {
            Write<Int128>(profile, columns, output, context);
        }
    }

    private static void Write<T>(Profile profile, CallgrindColumns columns, Stream output, ConversionContext context)
        where T : struct, INumber<T>
    {
        var frames = new CallgrindFrameTable(profile);
        var graph = new CallgrindProfileGraph<T>(profile, frames, columns, context);
        var text = new Utf8Output(output);
        Int128[] totals = columns.Totals(profile);
        bool hasAddresses = graph.HasAddresses();
        WriteHeader(profile, columns, hasAddresses, text);
        CallgrindCostWriter.WriteSums(text, "summary:"u8, totals);
        var body = new CallgrindBodyWriter<T>(frames, graph, hasAddresses, text);
        body.Write(context);
        text.Write((byte)'\n');
        CallgrindCostWriter.WriteSums(text, "totals:"u8, totals);
        text.Flush();
        if (body.HasNegative)
        {
            context.Diagnostics.Warn(
                "callgrind.negative",
                new InputPosition("callgrind"),
                "negative costs: callgrind_annotate sums them, KCachegrind cannot read them");
        }
    }

    private static void WriteHeader(Profile profile, CallgrindColumns columns, bool hasAddresses, Utf8Output text)
    {
        text.Write("# callgrind format\nversion: 1\n"u8);
        WriteLine(text, "creator: "u8, Utf8Text.Encode(CallgrindKeywords.Creator));
        IEnumerable<string> comments = profile.Info.Comments
            .Where(c => c is not (CallgrindKeywords.CallGraph or CallgrindKeywords.Estimated))
            .Select(FormatComment)
            .Where(l => l.Length > 0)
            .Distinct();
        foreach (string comment in comments)
        {
            WriteLine(text, default, Utf8Text.Encode(comment));
        }

        if (columns.Calls < 0)
        {
            WriteLine(text, "desc: "u8, Utf8Text.Encode(CallgrindKeywords.NotCounted));
        }

        SampleType[] types = [.. columns.Costs.Select(c => profile.SampleTypes[c])];
        string[] names = CallgrindEventNames.ShortNames(types);
        int defaultIndex = Array.IndexOf(columns.Costs, profile.DefaultSampleType);
        if (defaultIndex >= 0 && defaultIndex < names.Length - 1)
        {
            WriteLine(text, "desc: "u8, Utf8Text.Encode(CallgrindKeywords.DefaultEvent + names[defaultIndex]));
        }

        text.Write(hasAddresses ? "positions: instr line\n"u8 : "positions: line\n"u8);
        for (int i = 0; i < names.Length; i++)
        {
            WriteLine(text, Utf8Text.Encode($"event: {names[i]} : "), CallgrindEventNames.LongName(types[i]));
        }

        WriteLine(text, "events: "u8, Utf8Text.Encode(string.Join(' ', names)));
    }

    // Comments that were header lines are written as such; all others become lines desc:.
    private static string FormatComment(string comment)
    {
        ReadOnlySpan<byte> clean = CallgrindText.Clean(Utf8Text.Encode(comment), default);
        bool isLine = clean.StartsWith("cmd: "u8) || clean.StartsWith("desc: "u8) || clean.IsEmpty;
        return isLine ? Utf8Text.Decode(clean) : $"desc: {Utf8Text.Decode(clean)}";
    }

    private static void WriteLine(Utf8Output text, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        text.Write(key);
        text.Write(value);
        text.Write((byte)'\n');
    }
}
