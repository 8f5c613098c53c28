using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Refold.Formats.DotNet;

/// <summary>
/// Finds source lines in portable PDB files: in the folders given, where the compiler put them, beside their module, and
/// inside it. Only a file with the id that the trace tells counts.
/// </summary>
/// <param name="folders">Where to look first.</param>
/// <param name="isEnabled">False if nothing is to be found.</param>
internal sealed class ClrSymbolFiles(IReadOnlyList<string> folders, bool isEnabled) : IDisposable
{
    private const int MethodTable = 0x06;

    private readonly Dictionary<ClrModule, MetadataReaderProvider?> _files = [];

    /// <summary>
    /// The place of an instruction; null if it is not known. Code that was compiled before the program ran has no map to
    /// instructions: then the file and where the method begins are known all the same.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="token">The method's token in its metadata.</param>
    /// <param name="instruction">Where in the method's intermediate language; negative if that is not known.</param>
    public ClrSourceLine? Find(ClrModule module, int token, int instruction)
    {
        int row = token & 0xFF_FFFF;
        if (token >> 24 != MethodTable || row == 0 || module.SymbolId == Guid.Empty || !isEnabled)
        {
            return null;
        }

        if (!_files.TryGetValue(module, out MetadataReaderProvider? file))
        {
            _files.Add(module, file = Open(module));
        }

        try
        {
            return file is null ? null : LineIn(file.GetMetadataReader(), row, instruction);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MetadataReaderProvider? file in _files.Values)
        {
            file?.Dispose();
        }
    }

    private static ClrSourceLine? LineIn(MetadataReader reader, int row, int instruction)
    {
        if (row > reader.GetTableRowCount(TableIndex.MethodDebugInformation))
        {
            return null;
        }

        MethodDebugInformation method = reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row));
        SequencePoint? found = null;
        int start = int.MaxValue;
        foreach (SequencePoint point in method.GetSequencePoints())
        {
            found = !point.IsHidden && (found is null || point.Offset <= instruction) ? point : found;
            start = point.IsHidden ? start : Math.Min(start, point.StartLine);
        }

        return found is { } place
            ? new ClrSourceLine(
                reader.GetString(reader.GetDocument(place.Document).Name),
                instruction < 0 ? 0 : place.StartLine,
                instruction < 0 ? 0 : place.StartColumn,
                start)
            : null;
    }

    private MetadataReaderProvider? Open(ClrModule module) =>
        Candidates(module).Select(path => TryOpen(path, module)).FirstOrDefault(file => file is not null)
        ?? TryOpenEmbedded(module);

    private IEnumerable<string> Candidates(ClrModule module)
    {
        string name = module.SymbolPath[(module.SymbolPath.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.Length == 0)
        {
            return [];
        }

        string beside = Path.Combine(Path.GetDirectoryName(module.Path) ?? "", name);
        return [.. folders.Select(folder => Path.Combine(folder, name)), module.SymbolPath, beside];
    }

    private static MetadataReaderProvider? TryOpen(string path, ClrModule module)
    {
        if (!IsLocalFile(path))
        {
            return null;
        }

        try
        {
            var file = MetadataReaderProvider.FromPortablePdbStream(
                File.OpenRead(path), MetadataStreamOptions.PrefetchMetadata);
            return Checked(file, module);
        }
        catch (Exception e) when (IsReadFailure(e))
        {
            return null;
        }
    }

    private static MetadataReaderProvider? TryOpenEmbedded(ClrModule module)
    {
        if (!IsLocalFile(module.Path))
        {
            return null;
        }

        try
        {
            using var image = new PEReader(File.OpenRead(module.Path));
            foreach (DebugDirectoryEntry entry in image.ReadDebugDirectory())
            {
                if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                {
                    return Checked(image.ReadEmbeddedPortablePdbDebugDirectoryData(entry), module);
                }
            }
        }
        catch (Exception e) when (IsReadFailure(e))
        {
            // A module without symbols inside.
        }

        return null;
    }

    private static MetadataReaderProvider? Checked(MetadataReaderProvider file, ClrModule module)
    {
        DebugMetadataHeader? header = file.GetMetadataReader().DebugMetadataHeader;
        if (header is not null && new Guid(header.Id.AsSpan()[..16]) == module.SymbolId)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    // The trace may be anybody's: what it names must be a plain file of this machine.
    private static bool IsLocalFile(string path) =>
        Path.IsPathFullyQualified(path) && !path.StartsWith(@"\\", StringComparison.Ordinal) && new FileInfo(path) is
        { Exists: true, Length: > 0 };

    private static bool IsReadFailure(Exception e) =>
        e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException
            or NotSupportedException;
}

/// <summary>A module: a file with managed code.</summary>
/// <param name="Path">The path of the file, or a name if it is none.</param>
/// <param name="SymbolPath">Where its compiler put its symbols; empty if the trace does not tell.</param>
/// <param name="SymbolId">What such a file must have inside to be the right one.</param>
internal sealed record ClrModule(string Path, string SymbolPath = "", Guid SymbolId = default);

/// <summary>A place in source code.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line being executed, from 1; 0 if it is not known.</param>
/// <param name="Column">The column, from 1; 0 if it is not known.</param>
/// <param name="StartLine">The line where the method begins.</param>
internal readonly record struct ClrSourceLine(string File, int Line, int Column, int StartLine);
