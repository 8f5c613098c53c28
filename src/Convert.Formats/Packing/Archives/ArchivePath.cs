using System.IO.Enumeration;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>
/// Paths into archives: <c>debug.zip!cpu.pprof</c>, <c>all.tgz!b/*.pprof</c>, <c>outer.tar!inner.zip!cpu.pprof</c>.
/// </summary>
internal static class ArchivePath
{
    /// <summary>What stands between the archive and the file in it.</summary>
    public const char Separator = '!';

    // The end of a name is kept, since it may say the format.
    private const int MaxShown = 200;

    /// <summary>
    /// The file on the disk and the name or pattern in the archive; a file whose own name has a ! comes first.
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
    /// Whether a path inside an archive, or an archive that it is in, has this name or fits this pattern.
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

    /// <summary>Whether a file that fits may be in the archive at this path.</summary>
    public static bool MayHold(string path, string pattern) =>
        pattern.StartsWith(path + Separator, StringComparison.Ordinal)
        || (pattern.Contains(Separator, StringComparison.Ordinal) && pattern.AsSpan().IndexOfAny('*', '?') >= 0);

    /// <summary>A name from an archive, which may hold anything, as messages show it.</summary>
    public static string Shown(string entry)
    {
        string shown = MessageText.Escape(entry);
        return shown.Length <= MaxShown ? shown : $"…{shown[^MaxShown..]}";
    }
}
