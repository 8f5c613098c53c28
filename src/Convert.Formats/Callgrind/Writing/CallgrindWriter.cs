using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Writes a call graph: self costs and calls of each function, for all sample types at once. Its counterpart is
/// <see cref="CallgrindReader"/>. What becomes of stacks: the format's page.
/// </summary>
public sealed class CallgrindWriter : IProfileWriter
{
    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        AcceptsArcs = true,
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines | ProfileFacts.Addresses | ProfileFacts.Mappings
            | ProfileFacts.Inlining | ProfileFacts.Info | ProfileFacts.SystemNames,
    };

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        CallgrindColumns columns = CallgrindColumns.Create(profile);

        // No sum can be larger than that of all sizes, and mostly these fit into half the bits.
        if (CallgrindColumns.LargestSum(profile) <= long.MaxValue)
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
        var frames = new CallgrindFrames(profile);
        var graph = new CallgrindGraph<T>(profile, frames, columns, context.Cancellation);
        var text = new Utf8Output(output);
        Int128[] totals = columns.Totals(profile);
        bool hasAddresses = graph.HasAddresses();
        WriteHeader(profile, columns, hasAddresses, text);
        CallgrindCosts.WriteSums(text, "summary:"u8, totals);
        var body = new CallgrindBodyWriter<T>(frames, graph, hasAddresses, text);
        body.Write(context.Cancellation);
        text.Write((byte)'\n');
        CallgrindCosts.WriteSums(text, "totals:"u8, totals);
        text.Flush();
        if (body.HasNegative)
        {
            context.Diagnostics.Warn(
                "callgrind.negative",
                new InputPosition("callgrind"),
                "costs below zero: callgrind_annotate adds them up, KCachegrind does not read them");
        }
    }

    private static void WriteHeader(Profile profile, CallgrindColumns columns, bool hasAddresses, Utf8Output text)
    {
        text.Write("# callgrind format\nversion: 1\n"u8);
        WriteLine(text, "creator: "u8, Utf8Text.Encode(CallgrindKeywords.Creator));
        IEnumerable<string> comments = profile.Info.Comments
            .Where(c => c is not (CallgrindKeywords.CallGraph or CallgrindKeywords.Estimated))
            .Select(LineOf)
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
        string[] names = CallgrindEvents.ShortNames(types);
        int meant = Array.IndexOf(columns.Costs, profile.DefaultSampleType);
        if (meant >= 0 && meant < names.Length - 1)
        {
            WriteLine(text, "desc: "u8, Utf8Text.Encode(CallgrindKeywords.DefaultEvent + names[meant]));
        }

        text.Write(hasAddresses ? "positions: instr line\n"u8 : "positions: line\n"u8);
        for (int i = 0; i < names.Length; i++)
        {
            WriteLine(text, Utf8Text.Encode($"event: {names[i]} : "), CallgrindEvents.LongName(types[i]));
        }

        WriteLine(text, "events: "u8, Utf8Text.Encode(string.Join(' ', names)));
    }

    // Comments that were lines of a header are such lines again; all others are descriptions.
    private static string LineOf(string comment)
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
