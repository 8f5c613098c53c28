using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>Law 9: nothing lost, nothing made, whatever is read and however it is written.</summary>
public sealed class FormatLawsOfSums
{
    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_file_keeps_its_totals_in_every_format(string format, string file)
    {
        Profile profile = FormatCases.Read(new CorpusFile(format, file));

        foreach (ProfileFormat target in BuiltInFormats.All.Formats.Where(f => f.CanRead && f.CanWrite))
        {
            CheckSums(profile, target);
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Any_profile_keeps_its_totals_in_every_format(string format) =>
        Law.ForAll(ProfileShape.Any, profile => CheckSums(profile, FormatCases.Format(format)));

    private static void CheckSums(Profile profile, ProfileFormat target)
    {
        byte[] written = FormatCases.FaithfulWriter(target.Name).Write(profile);

        Profile back = FormatCases.FaithfulReader(target.Name).Read(written);

        Profile kept = new FactProjection(target.Keeps).Apply(profile);
        Assert.Equal((target.Name, Text(kept)), (target.Name, Text(back)));
    }

    private static string Text(Profile profile) => string.Join(", ", ColumnSums.Of(profile));
}
