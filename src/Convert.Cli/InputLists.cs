using Refold.Formats.Inputs;

namespace Refold.Cli;

/// <summary>Replaces <c>@list</c> by the paths in the file <c>list</c>, one a line; <c>@-</c> is standard input.</summary>
internal static class InputLists
{
    /// <summary>All paths, those of lists in their places.</summary>
    /// <param name="paths">Paths and lists. A file whose name begins with @ is <c>./@name</c>.</param>
    /// <exception cref="UsageException">A list is empty.</exception>
    /// <exception cref="IOException">A list cannot be read.</exception>
    public static string[] Expand(IEnumerable<string> paths) =>
        [.. paths.SelectMany(p => p.Length > 1 && p[0] == '@' ? Read(p) : [p])];

    private static string[] Read(string list)
    {
        string path = list[1..];
        try
        {
            using TextReader reader = path == InputOpener.StandardInput ? Console.In : new StreamReader(path);
            string[] paths = [.. reader.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];
            return paths.Length > 0 ? paths : throw new UsageException($"{list}: expected paths, one a line, found none");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{list}: expected a file, found nothing of this name", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{list}: expected a file that may be read, found none", e);
        }
    }
}
