using System.Globalization;
using System.Text;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>
/// Replaces <c>@list</c> with the paths in the file <c>list</c>, one per line; <c>@-</c> is standard input.
/// </summary>
internal static class InputLists
{
    // Far longer than any path or list: an input that exceeds this is a device, or not a list.
    private const int MaxPath = 1 << 16;
    private const long MaxLength = 1L << 28;

    /// <summary>Expands lists in place.</summary>
    /// <param name="paths">Paths and lists. A file whose name begins with @ is given as <c>./@name</c>.</param>
    /// <exception cref="UsageException">A list is empty.</exception>
    /// <exception cref="ProfileFormatException">A line of a list is not a path.</exception>
    /// <exception cref="IOException">A list cannot be read.</exception>
    public static string[] Expand(IEnumerable<string> paths) =>
        [.. paths.SelectMany(p => p.Length > 1 && p[0] == '@' ? Read(p) : [p])];

    private static List<string> Read(string list)
    {
        string path = list[1..];
        try
        {
            using TextReader reader = Open(path);
            List<string> paths = Read(reader, path);
            return paths.Count > 0
                ? paths
                : throw new UsageException($"{list}: the list is empty: expected one path per line");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{list}: no such file", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{list}: permission denied", e);
        }
    }

    private static TextReader Open(string path)
    {
        if (path != InputOpener.StandardInput)
        {
            return path.Contains('\0', StringComparison.Ordinal)
                ? throw new IOException($"@{path}: no such file")
                : new StreamReader(path);
        }

        StandardStreams.CheckInput();
        return Console.In;
    }

    private static List<string> Read(TextReader reader, string list)
    {
        var paths = new List<string>();
        var path = new StringBuilder();
        long line = 1;
        long length = 0;
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            length++;
            if (c == '\n')
            {
                Add(paths, path, list, line);
                line++;
            }
            else
            {
                path.Append((char)c);
            }

            if (path.Length > MaxPath || length > MaxLength)
            {
                string most = (length > MaxLength ? MaxLength : MaxPath).ToString(CultureInfo.InvariantCulture);
                throw Unfit(list, line, $"at most {most} characters", path);
            }
        }

        Add(paths, path, list, line);
        return paths;
    }

    private static void Add(List<string> paths, StringBuilder path, string list, long line)
    {
        string text = path.ToString().TrimEnd('\r');
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw Unfit(list, line, "a path", path);
        }

        path.Clear();
        if (text.Length > 0)
        {
            paths.Add(text);
        }
    }

    private static ProfileFormatException Unfit(string list, long line, string expected, StringBuilder found) =>
        new(new InputPosition(list, Line: line), $"expected {expected}, found {MessageText.Quote(found.ToString())}");
}
