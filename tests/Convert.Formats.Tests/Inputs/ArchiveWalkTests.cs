using System.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Inputs;

/// <summary>Archives that hold several files, some of them profiles.</summary>
public sealed class ArchiveWalkTests
{
    private static readonly byte[] First = Encoding.UTF8.GetBytes("main;a 1\n");
    private static readonly byte[] Second = Encoding.UTF8.GetBytes("main;b 2\n");
    private static readonly byte[] Readme = Encoding.UTF8.GetBytes("Two profiles of a server.\n");

    private static readonly (string, byte[])[] Bundle =
    [
        ("README.txt", Readme), ("b/one.folded", First), ("__MACOSX/._x", [1]),
        ("b/two.folded.gz", Packing.Gzip(Second)),
    ];

    public static TheoryData<byte[]> Archives =>
        new(
            Packing.Zip(Bundle),
            Packing.Tar(Bundle),
            Packing.Gzip(Packing.Tar(Bundle)),
            Packing.Tar(("inner.zip", Packing.Zip(Bundle))));

    [Theory]
    [MemberData(nameof(Archives))]
    public void The_profiles_of_an_archive_are_merged_and_other_files_are_noted(byte[] archive)
    {
        var context = new ConversionContext();

        Profile profile = ProfileFile.Read(new MemoryStream(archive), "test", context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(1, context.Diagnostics.Counts["input.skipped"]);
        Assert.Equal(0, context.Diagnostics.WarningCount);
        Assert.Contains("README.txt", context.Diagnostics.Kept[0].Position.Input, StringComparison.Ordinal);
    }

    // Each file has the stacks s0 … s999 with the count 1, so that the sum is the number of lines.
    [Theory]
    [InlineData("deflated.zip")]
    [InlineData("stored.zip")]
    [InlineData("tar")]
    [InlineData("tgz")]
    public void A_truncated_archive_is_read_up_to_there_with_one_warning(string kind)
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"main;s{i} 1\n")));
        (string, byte[])[] files = [("one.folded", content), ("two.folded", content)];
        byte[] tar = Packing.Tar(files);
        byte[] archive = kind switch
        {
            "deflated.zip" => Packing.Zip(files),
            "stored.zip" => Packing.Zip(null, ICSharpCode.SharpZipLib.Zip.CompressionMethod.Stored, files),
            "tar" => tar[..(tar.AsSpan().LastIndexOf((byte)'\n') + 1)],
            _ => Packing.Gzip(tar),
        };
        long before = 1;
        for (int tenths = 2; tenths < 10; tenths++)
        {
            var context = new ConversionContext();

            Profile profile =
                ProfileFile.Read(new MemoryStream(archive[..(archive.Length * tenths / 10)]), "test", context);

            long sum = (long)ColumnSums.Of(profile)[0];
            Assert.InRange(sum, before, 2000);
            before = sum;
            Diagnostic warning = Assert.Single(context.Diagnostics.Kept);
            Assert.StartsWith("input.damaged-", warning.Id, StringComparison.Ordinal);
            Assert.Matches("[0-9]+ samples were read|after [12] files?$", warning.Message);
        }

        Assert.True(before > 500);
    }

    [Theory]
    [InlineData("!b/one.folded", 1)]
    [InlineData("!b/two.folded.gz", 1)]
    [InlineData("!b/*", 2)]
    [InlineData("!*.gz", 1)]
    public void A_name_or_pattern_chooses(string entry, int samples)
    {
        using var folder = new TemporaryFolder();
        foreach (byte[] archive in new[] { Packing.Zip(Bundle), Packing.Gzip(Packing.Tar(Bundle)) })
        {
            string path = folder.Write("all.bin", archive);

            Assert.Equal(samples, ProfileFile.Read(path + entry).Samples.Count);
        }
    }

    [Fact]
    public void A_name_chooses_within_nested_archives()
    {
        using var folder = new TemporaryFolder();
        string path =
            folder.Write("all.tar", Packing.Tar(("x/inner.zip", Packing.Zip(Bundle)), ("other.folded", First)));

        Assert.Single(ProfileFile.Read(path + "!x/inner.zip!b/one.folded").Samples);
        Assert.Single(ProfileFile.Read(path + "!other.folded").Samples);
    }

    [Fact]
    public void A_file_whose_name_contains_the_separator_is_preferred()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", Packing.Zip(("b", Second), ("c.folded", Second)));
        string path = folder.Write("a!b", First);

        Assert.Equal("a", LeafOf(ProfileFile.Read(path)));
    }

    [Fact]
    public void An_archive_without_profile_is_one_error()
    {
        byte[] zip = Packing.Zip(("README.txt", Readme), ("app.log", Readme));

        Assert.Equal(
            "test: none of the files in the archive is a profile; it holds 2: 'README.txt', 'app.log'", ErrorOf(zip));
        Assert.Equal(
            "test!README.txt: this is no known profile (it begins with 'Two profiles of a server.')",
            ErrorOf(Packing.Tar(("README.txt", Readme))));
        Assert.Equal("test: expected a profile in the archive, found no files", ErrorOf(Packing.Zip()));
    }

    [Fact]
    public void A_name_that_matches_no_file_is_an_error_that_lists_the_files()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("all.zip", Packing.Zip(Bundle));

        var error = Assert.Throws<ProfileFormatException>(() => ProfileFile.Read(path + "!nothing"));

        Assert.Equal(
            $"{path}: expected a file 'nothing' in the archive, found 3: 'README.txt', 'b/one.folded', "
                + "'b/two.folded.gz'",
            error.Message);
    }

    [Fact]
    public void Names_of_files_in_archives_are_shown_escaped()
    {
        byte[] zip = Packing.Zip(("a\u001b[31m\nrefold: error: forged.txt", Readme));

        string message = ErrorOf(zip);

        Assert.DoesNotContain(message, char.IsControl);
        Assert.StartsWith("test!a\\u001b[31m\\nrefold", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_in_archives_are_limited()
    {
        byte[] packed = First;
        for (int i = 0; i < 12; i++)
        {
            packed = Packing.Tar(("x", packed));
        }

        Assert.Contains("expected at most 8 layers of packing", ErrorOf(packed), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_files_are_an_error()
    {
        byte[] zip = Packing.Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"{i}", new byte[1]))]);

        Assert.Equal("test: expected at most 10000 files in an archive, found more", ErrorOf(zip));
    }

    private static string LeafOf(Profile profile)
    {
        LocationId leaf = profile[profile.Samples[0].Stack][0];
        return profile.Text(profile[profile[leaf].Lines[0].Function].Name);
    }

    private static string ErrorOf(byte[] archive) =>
        Assert.Throws<ProfileFormatException>(() => ProfileFile.Read(new MemoryStream(archive), "test")).Message;
}
