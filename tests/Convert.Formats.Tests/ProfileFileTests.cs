using System.IO.Compression;
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
            $"{folder["out.xyz"]}: expected one of the endings .refold.txt, ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
