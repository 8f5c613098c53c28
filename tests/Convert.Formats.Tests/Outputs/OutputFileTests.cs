using System.IO.Compression;
using Refold.Formats.Outputs;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Outputs;

public sealed class OutputFileTests
{
    [Fact]
    public void A_file_is_not_changed_before_it_is_committed()
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
    public void A_file_that_is_not_committed_leaves_no_files()
    {
        using var folder = new TemporaryFolder();

        using (OutputFile file = OutputFile.Create(folder["out"]))
        {
            file.Stream.Write([2, 3]);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_may_be_read_while_it_is_replaced()
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
    public void A_symbolic_link_and_permissions_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes, and creating links needs a privilege");
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
    public void A_relative_link_given_by_a_relative_path_is_followed(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("on Windows, creating links needs a privilege");
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
    public void With_gzip_the_content_is_compressed()
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
        Assert.SkipUnless(File.Exists("/dev/null"), "/dev/null does not exist");

        using (OutputFile file = OutputFile.Create("/dev/null"))
        {
            file.Stream.WriteByte(2);
            file.Commit();
        }

        Assert.Empty(File.ReadAllBytes("/dev/null"));
        Assert.Empty(Directory.GetFiles("/dev", "null.*.tmp"));
    }

    [Fact]
    public void A_missing_folder_is_an_error_with_the_path()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "none", "out");

        var error = Assert.Throws<IOException>(() => OutputFile.Create(path));

        Assert.Equal($"{path}: no such directory", error.Message);
    }

    [Fact]
    public void A_folder_is_an_error_with_the_path()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<IOException>(() => OutputFile.Create(folder.Path));

        Assert.Equal($"{folder.Path}: is a directory", error.Message);
    }
}
