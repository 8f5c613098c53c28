using System.Text;
using ICSharpCode.SharpZipLib.Zip;
using Refold.Formats.Sources;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Inputs;

public sealed class InputOpenerTests
{
    private static readonly byte[] Content = Packing.Text(200_000);

    public static TheoryData<string> Packings => [.. Packed.Keys];

    private static Dictionary<string, Func<byte[]>> Packed { get; } = new()
    {
        ["nothing"] = () => Content,
        ["gzip"] = () => Packing.Gzip(Content),
        ["gzip, two members"] = () => [.. Packing.Gzip(Content[..1000]), .. Packing.Gzip(Content[1000..])],
        ["gzip, an empty member"] = () => [.. Packing.Gzip([]), .. Packing.Gzip(Content)],
        ["gzip, padded with zeros"] = () => [.. Packing.Gzip(Content), .. new byte[700]],
        ["zlib"] = () => Packing.Zlib(Content),
        ["bzip2"] = () => Packing.Bzip2(Content),
        ["bzip2, two streams"] = () => [.. Packing.Bzip2(Content[..1000]), .. Packing.Bzip2(Content[1000..])],
        ["zstd"] = () => Packing.Zstd(Content),
        ["zstd, two frames"] = () => [.. Packing.Zstd(Content[..1000]), .. Packing.Zstd(Content[1000..])],
        ["zstd, after a skippable frame"] = () =>
            [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3, .. Packing.Zstd(Content)],
        ["zip"] = () => Packing.Zip(("folder/perf.txt", Content)),
        ["zip, stored"] = () => Packing.Zip(null, CompressionMethod.Stored, ("perf.txt", Content)),
        ["zip with hidden files"] = () =>
            Packing.Zip((".hidden", [1]), ("a/", []), ("a/perf.txt", Content), ("__MACOSX/a/_perf.txt", [1])),
        ["tar"] = () => Packing.Tar(("perf.txt", Content)),
        ["tar with hidden files"] = () =>
            Packing.Tar(("a/", []), ("a/._perf.txt", [1]), ("a/perf.txt", Content), ("a/.x", [1])),
        ["tar with a long name"] = () => Packing.Tar((new string('x', 300), Content)),
        ["tar in gzip"] = () => Packing.Gzip(Packing.Tar(("perf.txt", Content))),
        ["zip in gzip"] = () => Packing.Gzip(Packing.Zip(("perf.txt", Content))),
        ["gzip in zip"] = () => Packing.Zip(("perf.txt.gz", Packing.Gzip(Content))),
        ["a mark of UTF-8"] = () => [0xef, 0xbb, 0xbf, .. Content],
        ["UTF-16, little end first"] = () => InUtf16(Encoding.Unicode),
        ["UTF-16, big end first"] = () => InUtf16(Encoding.BigEndianUnicode),
        ["UTF-16 in gzip"] = () => Packing.Gzip(InUtf16(Encoding.Unicode)),
    };

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_pipe_is_unpacked_without_a_warning(string packing)
    {
        var context = new ConversionContext();

        Assert.Equal(Content, Opening.Unpack(Packed[packing](), context));
        Assert.Equal("", Opening.Warning(context));
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Packed_bytes_may_arrive_in_pieces_of_any_length(string packing)
    {
        Assert.Equal(Content, Opening.Unpack(Packed[packing](), atOnce: 3));
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_file_is_unpacked_and_may_be_deleted_afterwards(string packing)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("input", Packed[packing]());
        var context = new ConversionContext();

        using (ProfileInput input = InputOpener.Open(path, context))
        {
            Assert.Equal(Content, Opening.Rest(input));
        }

        File.Delete(path);
        Assert.Equal("", Opening.Warning(context));
    }

    [Theory]
    [InlineData("zip", "test!folder/perf.txt")]
    [InlineData("tar", "test!perf.txt")]
    [InlineData("tar in gzip", "test!perf.txt")]
    [InlineData("gzip", "test")]
    public void The_name_of_an_input_contains_that_of_the_file_in_the_archive(string packing, string name)
    {
        using ProfileInput input = InputOpener.Open(
            new MemoryStream(Packed[packing]()), "test", new ConversionContext());

        Assert.Equal(name, input.Name);
    }

    [Theory]
    [InlineData("x^y;main 12\nx^y;work 7\n")]
    [InlineData("H\rmain 1\n")]
    [InlineData("X\tmain 1\n")]
    [InlineData("BZh9main;work 12\n")]
    [InlineData("PKmain;work 12\n")]
    [InlineData("h\x05main;work 12\n")]
    public void Text_that_begins_like_a_packing_stays_as_it_is(string text)
    {
        Assert.Equal(text, Encoding.UTF8.GetString(Opening.Unpack(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Text_that_begins_like_zlib_stays_as_it_is()
    {
        for (int seed = 0; seed < Law.Times(300); seed++)
        {
            byte[] text = [(byte)'x', (byte)'^', .. Packing.Text(5000, seed)];

            Assert.Equal(text, Opening.Unpack(text));
        }
    }

    [Fact]
    public void An_archive_of_several_files_is_an_error_that_lists_them()
    {
        const string Error = "test: expected one file in the archive, found 2: 'a.perf', 'b.perf'";
        (string, byte[])[] files = [("a.perf", Content), ("b.perf", Content)];

        Assert.Equal(Error, ErrorOf(Packing.Zip(files)));
        Assert.Equal(Error, ErrorOf(Packing.Tar(files)));
    }

    [Fact]
    public void An_archive_of_many_files_is_an_error_that_lists_some()
    {
        byte[] zip = Packing.Zip([.. Enumerable.Range(0, 12).Select(i => ($"{i}", Content[..10]))]);

        Assert.Equal(
            "test: expected one file in the archive, "
                + "found 12: '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' and more",
            ErrorOf(zip));
    }

    [Fact]
    public void An_archive_of_no_file_is_an_error()
    {
        const string Error = "test: expected one file in the archive, found none";

        Assert.Equal(Error, ErrorOf(Packing.Zip((".hidden", [1]))));
        Assert.Equal(Error, ErrorOf(Packing.Zip()));
        Assert.Equal(Error, ErrorOf(Packing.Tar((".hidden", [1]))));
    }

    [Fact]
    public void An_archive_with_a_password_is_an_error() => Assert.Equal(
        "test: expected a file without password, found 'perf.txt'",
        ErrorOf(Packing.Zip("secret", CompressionMethod.Deflated, ("perf.txt", Content))));

    [Fact]
    public void Too_many_layers_are_an_error()
    {
        byte[] packed = Content;
        for (int i = 0; i < 9; i++)
        {
            packed = Packing.Gzip(packed);
        }

        Assert.Equal("test: expected at most 8 layers of packing, found more", ErrorOf(packed));
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "test!x: expected at most 8 layers of packing, found more")]
    public void Layers_around_and_in_an_archive_are_counted_together(int layers, string? error)
    {
        byte[] packed = Content;
        for (int i = 1; i <= layers; i++)
        {
            packed = i == 5 ? Packing.Tar(("x", packed)) : Packing.Gzip(packed);
        }

        if (error is null)
        {
            Assert.Equal(Content, Opening.Unpack(packed));
        }
        else
        {
            Assert.Equal(error, ErrorOf(packed));
        }
    }

    [Theory]
    [InlineData("/Td6WFoAAATm1rRG", "xz -dc")]
    [InlineData("BCJNGGRApwEAAAA=", "lz4 -dc")]
    public void An_unsupported_packing_is_an_error_with_the_command_that_unpacks_it(string base64, string command) =>
        Assert.Equal(
            $"test: this is packed in a way that Refold cannot unpack; use '{command} test | refold -'",
            ErrorOf(System.Convert.FromBase64String(base64)));

    [Fact]
    public void An_empty_input_is_an_error()
    {
        const string Error = "test: expected a profile, found an empty input";

        Assert.Equal(Error, ErrorOf([]));
        Assert.Equal(Error, ErrorOf(Packing.Gzip([])));
        Assert.Equal(Error, ErrorOf([0xef, 0xbb, 0xbf]));
    }

    [Fact]
    public void A_missing_file_is_an_error_with_its_name()
    {
        var error = Assert.Throws<FileNotFoundException>(() => InputOpener.Open("no/such", new ConversionContext()));

        Assert.Equal("no/such: no such file", error.Message);
    }

    [Fact]
    public void A_directory_is_an_error_with_its_name()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<IOException>(() => InputOpener.Open(folder.Path, new ConversionContext()));

        Assert.Equal($"{folder.Path}: is a directory", error.Message);
    }

    [Fact]
    public void Progress_counts_packed_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] packed = Packing.Gzip(Content);
        string path = folder.Write("input.gz", packed);
        var progress = new InputProgress();

        for (int times = 1; times <= 2; times++)
        {
            using ProfileInput input = InputOpener.Open(path, new ConversionContext(), progress);
            _ = Opening.Rest(input);

            Assert.Equal(packed.Length * times, progress.BytesRead);
            Assert.Equal(packed.Length * times, progress.BytesExpected);
        }

        progress.Expect(null);
        Assert.Null(progress.BytesExpected);
    }

    [Fact]
    public void A_gzip_bomb_is_unpacked_in_pieces()
    {
        const int Length = 64 << 20;
        byte[] bomb = Packing.Gzip(Packing.Gzip(new byte[Length]));
        using ProfileInput input = InputOpener.Open(new MemoryStream(bomb), "test", new ConversionContext());
        byte[] piece = new byte[64 * 1024];
        long before = GC.GetAllocatedBytesForCurrentThread();

        long length = 0;
        for (int read = 1; read > 0; length += read)
        {
            read = input.Stream.Read(piece);
        }

        Assert.Equal(Length, length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Reading_packed_bytes_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var context = new ConversionContext { Cancellation = source.Token };
        using ProfileInput input = InputOpener.Open(new MemoryStream(Packing.Gzip(Content)), "test", context);

        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Opening.Rest(input));
    }

    private static byte[] InUtf16(Encoding encoding) =>
        [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(Content))];

    private static string ErrorOf(byte[] packed) =>
        Assert.Throws<ProfileFormatException>(() => Opening.Unpack(packed)).Message;
}
