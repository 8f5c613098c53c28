using System.IO.Compression;

namespace Refold.Formats.Outputs;

/// <summary>A file that is replaced as a whole, or not at all.</summary>
/// <remarks>
/// <code>
/// Create("cpu.svg")    opens cpu.svg.k3x9a0bq.tmp in the same folder
/// Stream.Write(…)      cpu.svg stays as it was, and may even be the input that is being read
/// Commit()             renames the temporary file to cpu.svg, with the permissions of the old one
/// Dispose()            without Commit: deletes the temporary file
/// </code>
/// Symbolic links are followed. Devices and pipes (<c>/dev/null</c>, <c>/dev/stdout</c>) are written directly.
/// </remarks>
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

    /// <summary>The stream that receives the content.</summary>
    public Stream Stream { get; }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="path">The path of the file, which need not exist.</param>
    /// <param name="gzip">Whether the content is compressed.</param>
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
                : Open(ResolveLink(path), gzip);
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

    /// <summary>Closes the stream and replaces the file.</summary>
    /// <exception cref="IOException">The file cannot be written or replaced.</exception>
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

    /// <summary>Closes the stream. Without an earlier <see cref="Commit"/>, the file stays as it was.</summary>
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

    // .NET resolves a relative target against the root if the path of the link is relative, so the full path is used.
    // Links below /dev and /proc may have targets that are not paths: /dev/stdout has the target 'pipe:[42]'.
    private static string ResolveLink(string path) =>
        IsSystemPath(path) || new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)!.FullName;

    /// <summary>Whether a path is below <c>/dev</c> or <c>/proc</c>, where files must not be replaced.</summary>
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

        var named = new NamedFileStream(stream, path);
        return new OutputFile(path, temporary, gzip ? new GZipStream(named, CompressionLevel.Optimal) : named);
    }

    // Devices, terminals and named pipes must not be replaced by a file. Null for all other paths.
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
