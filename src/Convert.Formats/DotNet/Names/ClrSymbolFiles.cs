using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Refold.Formats.DotNet;

/// <summary>Finds source lines in portable PDB files.</summary>
/// <remarks>
/// A PDB is used only if its id is the one in the trace. The order for the module <c>/app/Shop.dll</c> with the symbol
/// path <c>/src/obj/Shop.pdb</c>:
/// <code>
/// FOLDER/Shop.pdb       for each folder of the option "symbols"
/// /src/obj/Shop.pdb     the path that the compiler wrote
/// /app/Shop.pdb         the folder of the module
/// /app/Shop.dll         a PDB embedded in the module
/// </code>
/// </remarks>
/// <param name="folders">The folders that are searched first.</param>
/// <param name="isEnabled">Whether PDB files are searched for at all.</param>
internal sealed class ClrSymbolFiles(IReadOnlyList<string> folders, bool isEnabled) : IDisposable
{
    private const int MethodTable = 0x06;

    private readonly Dictionary<ClrModule, MetadataReaderProvider?> _files = [];

    /// <summary>Finds the source position of an IL instruction; null if unknown.</summary>
    /// <remarks>
    /// Precompiled code has no map to IL instructions: then only the file and the start line of the method are known.
    /// </remarks>
    /// <param name="module">The module.</param>
    /// <param name="token">The token of the method in the module's metadata.</param>
    /// <param name="instruction">The offset of the instruction in the method's IL; negative if unknown.</param>
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

        var handle = MetadataTokens.MethodDebugInformationHandle(row);
        MethodDebugInformation method = reader.GetMethodDebugInformation(handle);
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
            // The module cannot be read: its symbols are unknown.
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

    // A trace from an untrusted source must not make this process open a network share or a device.
    private static bool IsLocalFile(string path) =>
        Path.IsPathFullyQualified(path) && !path.StartsWith(@"\\", StringComparison.Ordinal) && new FileInfo(path) is
        { Exists: true, Length: > 0 };

    private static bool IsReadFailure(Exception e) =>
        e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException
            or NotSupportedException;
}

/// <summary>A managed module.</summary>
/// <param name="Path">The path of its file, or its name if it has no file.</param>
/// <param name="SymbolPath">The path of the PDB as the compiler wrote it; empty if unknown.</param>
/// <param name="SymbolId">The id of the matching PDB; all zeros if unknown.</param>
internal sealed record ClrModule(string Path, string SymbolPath = "", Guid SymbolId = default);

/// <summary>A position in source code.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The line being executed, from 1; 0 if unknown.</param>
/// <param name="Column">The column, from 1; 0 if unknown.</param>
/// <param name="StartLine">The first line of the method, from 1.</param>
internal readonly record struct ClrSourceLine(string File, int Line, int Column, int StartLine);
