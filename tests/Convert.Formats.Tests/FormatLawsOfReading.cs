using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>Laws of all readers, over the corpus: 1 recognised, 2 golden, 6 any chunking, 8 exact errors.</summary>
public sealed class FormatLawsOfReading
{
    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_file_is_detected_by_its_content_alone(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        Confidence confidence = FormatCases.Format(format).Detect(
            bytes.AsSpan(0, Math.Min(bytes.Length, ProfileInput.MaxHeadLength)));

        // Single frames and counts are any text, and more comments than the head holds are no evidence.
        string name = confidence == Confidence.NameDecides ? file : "unknown";
        using var input = ProfileInput.FromStream(new MemoryStream(bytes), name);

        string? found = BuiltInFormats.All.Detect(input).Format?.Name;

        Assert.Equal(format, found);
        Assert.DoesNotContain(
            BuiltInFormats.All.Formats,
            f => f.Name != format && f.Detect(bytes.AsSpan(0, input.Head.Length)) == Confidence.Certain);
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void Reading_a_file_gives_its_golden_text(string format, string file)
    {
        var input = new CorpusFile(format, file);
        var context = new ConversionContext();

        Profile profile = FormatCases.Read(input, context);

        Golden.Check(input.GoldenPath, ProfileDigest.Of(profile, context.Diagnostics));
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_format_declares_the_facts_that_its_files_contain(string format, string file)
    {
        Profile profile = FormatCases.Read(new CorpusFile(format, file));

        Assert.Equal(ProfileFacts.None, profile.Facts & ~FormatCases.Format(format).Reads);
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_file_is_read_alike_in_chunks_of_any_size(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        Profile whole = FormatCases.Reader(format).Read(bytes);

        foreach (int atOnce in new[] { 1, 7, 4093 })
        {
            var stream = new TrickleStream(bytes, atOnce);
            var input = ProfileInput.FromStream(stream, "test");

            ProfileAssert.Same(whole, FormatCases.Reader(format).Read(input, new ConversionContext()));
            Assert.False(stream.IsClosed);
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Any_profile_is_read_alike_in_chunks_of_any_size(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                byte[] bytes = FormatCases.FaithfulWriter(format).Write(profile);
                Profile whole = FormatCases.FaithfulReader(format).Read(bytes);
                var input = ProfileInput.FromStream(new TrickleStream(bytes, 3), "test");

                ProfileAssert.Same(whole, FormatCases.FaithfulReader(format).Read(input, new ConversionContext()));
            },
            usualTests: 30);

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_reader_can_be_used_again(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        IProfileReader reader = FormatCases.Reader(format);

        Profile first = reader.Read(bytes);

        ProfileAssert.Same(first, reader.Read(bytes));
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void Reading_a_request_equals_the_projection_of_the_whole_profile(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        Profile all = FormatCases.Reader(format).Read(bytes);

        foreach (ReadRequest needs in Needs(all))
        {
            var context = new ConversionContext { Request = needs };
            Profile wanted = FormatCases.Reader(format).Read(bytes, context);

            ProfileAssert.Equal(Left(all, needs), Left(wanted, needs), needs.Facts);
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_cancelled_reader_stops_or_completes(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        var cancelled = new ConversionContext { Cancellation = new CancellationToken(canceled: true) };

        Exception? error = Record.Exception(() => FormatCases.Reader(format).Read(bytes, cancelled));

        Assert.True(error is null or OperationCanceledException, $"{error}");
    }

    [Theory]
    [MemberData(nameof(FormatCases.Bad), MemberType = typeof(FormatCases))]
    public void A_damaged_file_gives_its_exact_error(string format, string file)
    {
        var input = new CorpusFile(format, file);

        var error = Assert.Throws<ProfileFormatException>(() => FormatCases.Read(input));

        Golden.Check(input.ErrorPath, error.Message + "\n");
    }

    private static Profile Left(Profile profile, ReadRequest needs) => new FactProjection(needs).Apply(profile);

    // Each kind of fact alone, each alone missing, what each writer looks at, and a choice of labels.
    private static IEnumerable<ReadRequest> Needs(Profile profile)
    {
        foreach (ProfileFacts flag in Enum.GetValues<ProfileFacts>())
        {
            yield return new ReadRequest { Facts = flag };
            yield return new ReadRequest { Facts = ProfileFacts.All & ~flag };
        }

        foreach (ProfileFormat format in BuiltInFormats.All.Formats.Where(f => f.CanWrite))
        {
            // Whether the calls of a graph become stacks is up to its reader, and no projection of either.
            yield return FormatCases.Writer(format.Name).Request with { AcceptsArcs = false };
        }

        ReadOnlySpan<Label> labels = profile[new LabelSetId(Math.Min(1, profile.LabelSetCount))];
        string key = labels.IsEmpty ? "none" : profile.Text(labels[^1].Key);
        yield return new ReadRequest { LabelKeys = [key] };
        yield return new ReadRequest { Facts = ProfileFacts.Labels, LabelKeys = [key] };
    }
}
