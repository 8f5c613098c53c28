using System.IO.Compression;
using System.Text;
using Refold.Formats.Folded;
using Refold.Formats.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

public sealed class ProfileFileTests
{
    private const string Text = """
        refold profile 1
        type samples count
        function 1 "main"
        location 1 in 1
        stack 1: 1
        sample 3 stack 1
        """;

    [Fact]
    public void Written_files_can_be_read_under_any_name()
    {
        using var folder = new TemporaryFolder();
        Profile profile = Profiles.Parse(Text);
        foreach (ProfileFormat format in BuiltInFormats.All.Formats.Where(f => f.CanRead && f.CanWrite))
        {
            string path = folder[$"profile{format.Extensions[0]}"];

            ProfileFile.Write(profile, path);

            ProfileAssert.Equal(profile, ProfileFile.Read(path), format.Keeps);
        }
    }

    [Theory]
    [InlineData("out.folded.gz")]
    [InlineData("out.pb.gz")]
    [InlineData("OUT.REFOLD.TXT.GZ")]
    public void The_ending_gz_compresses_once(string name)
    {
        using var folder = new TemporaryFolder();

        ProfileFile.Write(Profiles.Parse(Text), folder[name]);

        using var unpacked = new GZipStream(File.OpenRead(folder[name]), CompressionMode.Decompress);
        Assert.NotEqual(0x1f, unpacked.ReadByte());
        Assert.Equal(3, ProfileFile.Read(folder[name]).Samples[0][0]);
    }

    [Fact]
    public void A_stream_is_read_and_closed()
    {
        var stream = new TrickleStream("main 3\n"u8.ToArray());

        Profile profile = ProfileFile.Read(stream, "test.folded");

        Assert.Equal(3, profile.Samples[0][0]);
        Assert.True(stream.IsClosed);
    }

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void A_profile_is_written_to_bytes_and_read_from_them(string format)
    {
        Profile profile = Profiles.Parse(Text);

        Profile read = ProfileFile.Read(profile.ToBytes(format), $"cpu{FormatCases.Format(format).Extensions[0]}");

        ProfileAssert.Equal(profile, read, FormatCases.Format(format).Keeps);
    }

    [Fact]
    public void A_profile_is_written_to_a_stream_that_stays_open()
    {
        using var stream = new MemoryStream();

        Profiles.Parse(Text).Write(stream, "folded");
        Profiles.Parse(Text).Write(stream, new FoldedWriter());

        Assert.Equal("main 3\nmain 3\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("perf-script")]
    public void A_format_that_cannot_be_written_is_rejected_with_those_that_can(string format)
    {
        var error = Assert.Throws<ArgumentException>(() => Profiles.Parse(Text).ToBytes(format));

        Assert.StartsWith(
            $"'{format}': expected one of the formats text, pprof, folded, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_without_values_is_reported_when_it_is_written_to_a_stream()
    {
        var context = new ConversionContext();

        new ProfileBuilder("samples/count").Build().ToBytes("folded", context);

        Assert.Equal(EmptyOutput.NoSamples, context.Diagnostics.Kept.Single().Id);
    }

    [Theory]
    [MemberData(nameof(FormatCases.Readable), MemberType = typeof(FormatCases))]
    public void Errors_about_limits_name_the_input(string format)
    {
        var context = new ConversionContext { Limits = new ConversionLimits { StackFrames = 0, TableRows = 1 } };
        CorpusFile file = CorpusFile.Good(format).First(f => FormatCases.Read(f).Samples.Count > 1);

        var error = Assert.Throws<ProfileFormatException>(() => FormatCases.Read(file, context));

        Assert.StartsWith(file.FileName, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_and_a_writer_can_be_given_with_their_options()
    {
        using var folder = new TemporaryFolder();
        string input = folder.Write("input", "a;b 3\n"u8.ToArray());
        var reader = new FoldedReader(new FoldedOptions { RootLabel = "thread" });

        Profile profile = ProfileFile.Read(input, reader);
        ProfileFile.Write(profile, folder["output"], new TextProfileWriter(new TextOptions { Comments = false }));

        Assert.Contains("thread", File.ReadAllText(folder["output"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_content_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("noise", [0, 1, 2, 255]);

        var error = Assert.Throws<ProfileFormatException>(() => ProfileFile.Read(path));

        Assert.Equal(
            $"{path}: this is no known profile (binary data)", error.Message);
    }

    [Fact]
    public void An_unknown_ending_is_an_error_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<ArgumentException>(() => ProfileFile.Write(Profiles.Parse(Text), folder["out.xyz"]));

        Assert.StartsWith(
            $"{folder["out.xyz"]}: expected one of the extensions .refold.txt, ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
