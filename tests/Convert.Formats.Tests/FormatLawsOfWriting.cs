using System.Globalization;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>
/// Laws of all writers: 3 round trip and 4 fixed point, with the options that make a format exact; 5 same bytes always
/// and 2 golden, with the usual ones.
/// </summary>
public sealed class FormatLawsOfWriting
{
    private static readonly string[] Cultures = ["", "de-DE", "ru-RU", "tr-TR", "ar-SA"];

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Facts_that_a_format_keeps_survive_a_round_trip(string format)
    {
        ProfileFacts keeps = FormatCases.Format(format).Keeps;

        Law.ForAll(ProfileShape.For(FormatCases.Format(format)), profile =>
        {
            Profile back = WriteAndRead(format, profile);

            ProfileAssert.Equal(profile, back, keeps);
            Assert.Equal(ProfileFacts.None, back.Facts & ~keeps);
        });
    }

    // The profile holds more than the format keeps here; what is too much must not change what is kept.
    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Facts_that_a_format_does_not_keep_have_no_effect(string format)
    {
        ProfileFacts keeps = FormatCases.Format(format).Keeps;
        ProfileShape shape = ProfileShape.For(FormatCases.Format(format)) with { Facts = ProfileFacts.All };

        Law.ForAll(shape, profile => ProfileAssert.Equal(profile, WriteAndRead(format, profile), keeps));
    }

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void A_profile_that_was_read_back_is_written_as_the_same_bytes(string format) =>
        Law.ForAll(ProfileShape.Any, profile =>
        {
            byte[] written = FormatCases.FaithfulWriter(format).Write(profile);
            Profile back = FormatCases.FaithfulReader(format).Read(written);

            Assert.Equal(written, FormatCases.FaithfulWriter(format).Write(back));
        });

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void The_same_profile_gives_the_same_bytes_in_every_culture(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                byte[] expected = FormatCases.Writer(format).Write(profile);

                foreach (string culture in Cultures)
                {
                    Assert.Equal(expected, In(culture, () => FormatCases.Writer(format).Write(profile)));
                }
            },
            usualTests: 20);

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void The_same_bytes_give_the_same_profile_in_every_culture(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                byte[] written = FormatCases.FaithfulWriter(format).Write(profile);
                Profile expected = FormatCases.FaithfulReader(format).Read(written);

                foreach (string culture in Cultures)
                {
                    ProfileAssert.Same(expected, In(culture, () => FormatCases.FaithfulReader(format).Read(written)));
                }
            },
            usualTests: 20);

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void Omitted_options_have_their_documented_defaults(string format)
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype samples count\nfunction 1 \"main\"\n"
            + "location 1 in 1\nstack 1: 1\nsample 3 stack 1\n");

        byte[] written = FormatCases.Format(format).CreateWriter(FormatOptions.None)!.Write(profile);

        Assert.Equal(FormatCases.Writer(format).Write(profile), written);
    }

    [Fact]
    public void The_tested_cultures_differ() =>
        Assert.Equal("1,5", In("de-DE", () => $"{1.5}"));

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void Two_threads_can_write_one_profile(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                byte[] expected = FormatCases.Writer(format).Write(profile);
                var written = new byte[2][];

                Parallel.For(0, 2, thread => written[thread] = FormatCases.Writer(format).Write(profile));

                Assert.All(written, bytes => Assert.Equal(expected, bytes));
            },
            usualTests: 20);

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void A_writer_can_be_used_again_and_leaves_the_stream_open(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                IProfileWriter writer = FormatCases.Writer(format);
                using var output = new MemoryStream();

                writer.Write(profile, output, new ConversionContext());

                Assert.True(output.CanWrite);
                Assert.Equal(output.ToArray(), writer.Write(profile));
            },
            usualTests: 20);

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void A_writer_uses_only_the_facts_that_it_requests(string format)
    {
        ReadRequest needs = FormatCases.Writer(format).Request;

        Law.ForAll(ProfileShape.Any, profile =>
        {
            byte[] expected = FormatCases.Writer(format).Write(profile);

            Assert.Equal(expected, FormatCases.Writer(format).Write(Leave(profile, needs)));
        });
    }

    // corpus/svg/written/folded-odd.folded.svg is what writing corpus/folded/odd.folded as svg gives.
    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void Writing_gives_the_golden_bytes(string format)
    {
        foreach (CorpusFile output in CorpusFile.Written(format))
        {
            CorpusFile input = BuiltInFormats.All.Formats
                .SelectMany(f => CorpusFile.Good(f.Name))
                .Single(f => output.FileName.StartsWith($"{f.Format}-{f.Name}.", StringComparison.Ordinal));

            Golden.Check(output.FullPath, FormatCases.Writer(format).Write(FormatCases.Read(input)));
        }
    }

    private static Profile WriteAndRead(string format, Profile profile) =>
        FormatCases.FaithfulReader(format).Read(FormatCases.FaithfulWriter(format).Write(profile));

    // As a reader discards facts that are not requested; the names of sample types stay.
    private static Profile Leave(Profile profile, ReadRequest needs) =>
        new FactProjection(needs with { Facts = needs.Facts | ProfileFacts.SampleTypes }).Apply(profile);

    private static T In<T>(string culture, Func<T> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
