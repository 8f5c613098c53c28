using System.IO.Compression;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>Law 11: a loss report is true. Nothing else is lost, and what it names is.</summary>
public sealed class FormatLawsOfLosses
{
    private const ProfileFacts AllButOrder = ProfileFacts.All & ~ProfileFacts.Order;

    private static readonly ProfileFacts[] Flags =
    [
        .. Enum.GetValues<ProfileFacts>()
            .Where(f => f is not (ProfileFacts.None or ProfileFacts.All or ProfileFacts.Order)),
    ];

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Facts_not_reported_as_lost_survive(string format) => Law.ForAll(Spelled(format), profile =>
    {
        (LossReport report, Profile back) = Write(format, profile);

        // Three differences are no facts: whether the source named the default sample type, a clock without times, and
        // system names that are those for people.
        const ProfileFacts Trifles = ProfileFacts.Info | ProfileFacts.Times | ProfileFacts.SystemNames;
        ProfileFacts compared = AllButOrder & ~(Trifles & ~FormatCases.Format(format).Keeps & ~profile.Facts);
        compared &= profile.Samples.HasTimes ? compared : ~ProfileFacts.Times;
        ProfileAssert.Equal(profile, back, compared & ~report.Facts);
    });

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Facts_reported_as_lost_differ(string format) => Law.ForAll(Spelled(format), any =>
    {
        Profile profile = Profiles.OfPositiveSamples(any);
        (LossReport report, Profile back) = Write(format, profile);

        ProfileFacts lost = report.Facts & ~FormatCases.Format(format).KeepsPartly;
        foreach (ProfileFacts flag in Flags.Where(f => lost.HasFlag(f)))
        {
            // Facts are compared where they are used: locations in stacks, addresses of mappings with the mapping, a
            // clock with times.
            ProfileFacts compared = (AllButOrder & ~report.Facts) | flag | ProfileFacts.Stacks
                | (flag == ProfileFacts.Addresses ? ProfileFacts.Mappings : ProfileFacts.None)
                | (profile.Info.Clock == ProfileClock.Unspecified ? ProfileFacts.None : ProfileFacts.Times);
            Assert.True(
                ProfileEquality.Difference(profile, back, compared) is not null,
                $"{flag} is reported as lost, but nothing differs");
        }
    });

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Sample_types_that_are_written_by_default_keep_their_totals(string format) =>
        Law.ForAll(ProfileShape.Any, profile =>
        {
            IProfileWriter writer = FormatCases.Writer(format);

            Profile back = FormatCases.FaithfulReader(format).Read(Unpacked(writer.Write(profile)));

            Int128[] sums = ColumnSums.Of(profile);
            Assert.Equal(writer.TypesOf(profile).Select(column => sums[column]), ColumnSums.Of(back));
        });

    [Theory]
    [MemberData(nameof(FormatCases.Writable), MemberType = typeof(FormatCases))]
    public void A_sample_without_value_in_the_sample_types_that_are_written_is_counted(string format)
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype faults count\ntype cpu count\nfunction 1 \"main\"\nlocation 1 in 1\nstack 1: 1\n"
            + "sample 7 0 stack 1\nsample 0 5 stack 1\nsample 1 5 stack 1\n");
        IProfileWriter writer = FormatCases.Writer(format);
        var context = new ConversionContext();

        var report = LossReport.Create(profile, FormatCases.Format(format), writer);
        report.Warn("out", context);

        bool isWhole = writer.TypesOf(profile).Count == 2;
        Assert.Equal(isWhole ? 0 : 1, report.Values.Samples);
        Assert.Equal(isWhole ? 0 : 1, context.Diagnostics.Counts.GetValueOrDefault("loss.samples"));
        Assert.Equal(
            isWhole ? "" : "shows cpu/count; the profile also has faults/count (8); "
                + "1 of 3 samples have values only there and are lost",
            report.DescribeValues());
    }

    // Profiles of pprof are packed by default.
    private static byte[] Unpacked(byte[] written)
    {
        if (written is not [0x1f, 0x8b, ..])
        {
            return written;
        }

        using var unpacked = new MemoryStream();
        using var packed = new GZipStream(new MemoryStream(written), CompressionMode.Decompress);
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static ProfileShape Spelled(string format) =>
        ProfileShape.For(FormatCases.Format(format)) with { Facts = ProfileFacts.All };

    private static (LossReport Report, Profile Back) Write(string format, Profile profile)
    {
        IProfileWriter writer = FormatCases.FaithfulWriter(format);
        var report = LossReport.Create(profile, FormatCases.Format(format), writer);
        return (report, FormatCases.FaithfulReader(format).Read(writer.Write(profile)));
    }
}
