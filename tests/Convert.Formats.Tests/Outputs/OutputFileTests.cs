using System.IO.Compression;
using Refold.Formats.Outputs;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Outputs;

public sealed class OutputFileTests
{
    [Fact]
    public void Until_it_is_committed_a_file_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("out", [1]);

        using (OutputFile file = OutputFile.Create(path))
        {
            file.Stream.Write([2, 3]);
            Assert.Equal([1], File.ReadAllBytes(path));

            file.Commit();
        }

        Assert.Equal([2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_is_not_committed_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();

        using (OutputFile file = OutputFile.Create(folder["out"]))
        {
            file.Stream.Write([2, 3]);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_may_be_read_while_it_is_written_anew()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("out", [1, 2, 3]);

        using (var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (OutputFile file = OutputFile.Create(path))
        {
            input.CopyTo(file.Stream);
            file.Stream.WriteByte(4);
            input.Close();
            file.Commit();
        }

        Assert.Equal([1, 2, 3, 4], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_link_stays_a_link_and_permissions_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes, and lets not everybody make links");
            return;
        }

        using var folder = new TemporaryFolder();
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(folder.Write("out", [1]), Mode);
        File.CreateSymbolicLink(folder["link"], folder["out"]);

        using (OutputFile file = OutputFile.Create(folder["link"]))
        {
            file.Stream.WriteByte(2);
            file.Commit();
        }

        Assert.Equal([2], File.ReadAllBytes(folder["out"]));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(Mode, File.GetUnixFileMode(folder["out"]));
    }

    [Theory]
    [InlineData("there")]
    [InlineData("not-there")]
    public void A_relative_link_by_a_relative_path_leads_to_the_file_beside_it(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows lets not everybody make links");
            return;
        }

        using var folder = new TemporaryFolder();
        folder.Write("there", [1]);
        File.CreateSymbolicLink(folder["link"], target);

        using (OutputFile file = OutputFile.Create(Path.GetRelativePath(Environment.CurrentDirectory, folder["link"])))
        {
            file.Stream.WriteByte(2);
            file.Commit();
        }

        Assert.Equal([2], File.ReadAllBytes(folder[target]));
        Assert.Equal(target, new FileInfo(folder["link"]).LinkTarget);
    }

    [Fact]
    public void Content_is_packed_if_asked_for()
    {
        using var folder = new TemporaryFolder();

        using (OutputFile file = OutputFile.Create(folder["out.gz"], gzip: true))
        {
            file.Stream.Write([1, 2, 3]);
            file.Commit();
        }

        using var unpacked = new GZipStream(File.OpenRead(folder["out.gz"]), CompressionMode.Decompress);
        byte[] content = new byte[4];
        Assert.Equal(3, unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
        Assert.Equal([1, 2, 3, 0], content);
    }

    [Fact]
    public void A_device_is_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "there is no /dev/null here");

        using (OutputFile file = OutputFile.Create("/dev/null"))
        {
            file.Stream.WriteByte(2);
            file.Commit();
        }

        Assert.Empty(File.ReadAllBytes("/dev/null"));
        Assert.Empty(Directory.GetFiles("/dev", "null.*.tmp"));
    }

    [Fact]
    public void A_place_that_does_not_exist_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "none", "out");

        var error = Assert.Throws<IOException>(() => OutputFile.Create(path));

        Assert.Equal($"{path}: no such directory", error.Message);
    }

    [Fact]
    public void A_folder_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<IOException>(() => OutputFile.Create(folder.Path));

        Assert.Equal($"{folder.Path}: is a directory", error.Message);
    }
}
