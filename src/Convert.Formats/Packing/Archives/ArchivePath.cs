using System.IO.Enumeration;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>Paths of files in archives.</summary>
/// <remarks>
/// <code>
/// debug.zip!cpu.pprof                 one file
/// all.tgz!b/*.pprof                   a pattern with * and ?
/// outer.tar!inner.zip!cpu.pprof       an archive in an archive
/// </code>
/// </remarks>
internal static class ArchivePath
{
    /// <summary>Separates an archive from a file in it.</summary>
    public const char Separator = '!';

    // Long names keep their end, since the extension may show the format.
    private const int MaxShown = 200;

    /// <summary>
    /// Splits a path into the file on the disk and the name or pattern in the archive. A file whose own name contains
    /// the separator is preferred.
    /// </summary>
    public static (string File, string? Entry) Split(string path)
    {
        int at = path.IndexOf(Separator);
        if (at < 0 || File.Exists(path))
        {
            return (path, null);
        }

        for (; at >= 0; at = path.IndexOf(Separator, at + 1))
        {
            string file = path[..at];
            if ((File.Exists(file) || file == InputOpener.StandardInput) && at + 1 < path.Length)
            {
                return (file, path[(at + 1)..]);
            }
        }

        return (path, null);
    }

    /// <summary>
    /// Whether the path of a file in an archive, or of an inner archive around it, has a name or matches a pattern.
    /// </summary>
    public static bool Fits(string path, string pattern)
    {
        for (int end = path.Length; end > 0; end = path.LastIndexOf(Separator, end - 1))
        {
            string part = path[..end];
            if (part == pattern || part == "./" + pattern
                || FileSystemName.MatchesSimpleExpression(pattern, part, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the archive at a path may contain a matching file.</summary>
    public static bool MayHold(string path, string pattern) =>
        pattern.StartsWith(path + Separator, StringComparison.Ordinal)
        || (pattern.Contains(Separator, StringComparison.Ordinal) && pattern.AsSpan().IndexOfAny('*', '?') >= 0);

    /// <summary>Returns a name from an archive as messages show it: escaped and shortened.</summary>
    public static string Shown(string entry)
    {
        string shown = MessageText.Escape(entry);
        return shown.Length <= MaxShown ? shown : $"…{shown[^MaxShown..]}";
    }
}
