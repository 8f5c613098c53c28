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
        IProfileWriter writer = FormatCases.FaithfulWriter(target.Name);
        byte[] written = writer.Write(profile);

        Profile back = FormatCases.FaithfulReader(target.Name).Read(written);

        var sums = ColumnSums.Of(profile).ToArray();
        Assert.Equal(
            (target.Name, Text(writer.TypesOf(profile).Select(type => sums[type]))),
            (target.Name, Text(ColumnSums.Of(back))));
    }

    private static string Text(IEnumerable<Int128> sums) => string.Join(", ", sums);
}
