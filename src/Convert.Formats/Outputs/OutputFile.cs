using System.IO.Compression;

namespace Refold.Formats.Outputs;

/// <summary>
/// A file that is written as a whole or not at all: into a temporary file beside it, which takes its place on
/// <see cref="Commit"/>. So a failure leaves no half file, and a file may be read while it is written anew. Devices and
/// pipes are written as they are.
/// </summary>
public sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string? _temporaryPath;
    private bool _committed;

    private OutputFile(string path, string? temporaryPath, Stream stream)
    {
        _path = path;
        _temporaryPath = temporaryPath;
        Stream = stream;
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream { get; }

    /// <summary>Starts to write a file anew.</summary>
    /// <param name="path">The path of the file, which need not exist; a link is followed.</param>
    /// <param name="gzip">True to pack the content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static OutputFile Create(string path, bool gzip = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new IOException($"{MessageText.Quote(path)}: not a valid path");
        }

        try
        {
            return Directory.Exists(path)
                ? throw new IOException($"{path}: is a directory")
                : Open(TargetOf(path), gzip);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new IOException($"{path}: no such directory", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
    }

    /// <summary>Ends the file and puts it in its place.</summary>
    /// <exception cref="IOException">The file cannot be written, or may not be replaced.</exception>
    public void Commit()
    {
        Stream.Dispose();
        if (_temporaryPath is not null)
        {
            CopyPermissions();
            try
            {
                File.Move(_temporaryPath, _path, overwrite: true);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"{_path}: the file cannot be replaced: permission denied", e);
            }
        }

        _committed = true;
    }

    /// <summary>Without <see cref="Commit"/> before, everything stays as it was.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (!_committed && _temporaryPath is not null)
            {
                File.Delete(_temporaryPath);
            }
        }
    }

    // A link is resolved by its full path: .NET takes what a relative link points to for a place below the root. What is
    // below /dev and /proc are doors more than links: /dev/stdout leads to 'pipe:[42]'.
    private static string TargetOf(string path) =>
        IsSystemPath(path) || new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)!.FullName;

    internal static bool IsSystemPath(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static OutputFile Open(string path, bool gzip)
    {
        string? temporary = null;
        FileStream? stream = OpenInPlace(path);
        if (stream is null)
        {
            temporary = $"{path}.{Path.GetRandomFileName()[..8]}.tmp";
            stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        }

        return new OutputFile(path, temporary, gzip ? new GZipStream(stream, CompressionLevel.Optimal) : stream);
    }

    // A file system has things that must not be replaced by a file: /dev/null, a terminal, a named pipe.
    private static FileStream? OpenInPlace(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var existing = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        if (IsSystemPath(path) || !existing.CanSeek)
        {
            return existing;
        }

        existing.Dispose();
        return null;
    }

    private void CopyPermissions()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            File.SetUnixFileMode(_temporaryPath!, File.GetUnixFileMode(_path));
        }
    }
}
