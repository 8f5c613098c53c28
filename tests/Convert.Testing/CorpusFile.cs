using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Testing;

/// <summary>An input in <c>corpus/</c>, with what reading it must give beside it.</summary>
/// <param name="Format">The name of its format, which is the name of its folder.</param>
/// <param name="Name">Its name below that folder: <c>cpu.pb.gz</c>, <c>bad/cut.pb.gz</c>.</param>
public sealed record CorpusFile(string Format, string Name)
{
    private const string BadFolder = "bad/";
    private const string WrittenFolder = "written/";

    /// <summary>The full path.</summary>
    public string FullPath => Repository.Path(["corpus", Format, .. Name.Split('/')]);

    /// <summary>The path of the golden with the canonical text of its profile.</summary>
    public string GoldenPath => FullPath + ".txt";

    /// <summary>The path of the golden with the error message, for a damaged file.</summary>
    public string ErrorPath => FullPath + ".error.txt";

    /// <summary>Its name without folders, under which it is read.</summary>
    public string FileName => Path.GetFileName(Name);

    /// <summary>The inputs of a format that can be read.</summary>
    public static IEnumerable<CorpusFile> Good(string format) => Of(format).Where(f => !f.Name.Contains('/'));

    /// <summary>The damaged inputs of a format.</summary>
    public static IEnumerable<CorpusFile> Bad(string format) =>
        Of(format).Where(f => f.Name.StartsWith(BadFolder, StringComparison.Ordinal));

    /// <summary>The golden of a writer for an input of another format: <c>written/pprof-cpu.pb.gz.svg</c>.</summary>
    public static IEnumerable<CorpusFile> Written(string format) =>
        Of(format).Where(f => f.Name.StartsWith(WrittenFolder, StringComparison.Ordinal));

    /// <summary>The bytes of the file as readers get them: unpacked, and in UTF-8.</summary>
    public byte[] ReadBytes()
    {
        using ProfileInput input = InputOpener.Open(FullPath, new ConversionContext());
        using var unpacked = new MemoryStream();
        input.Stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Format}/{Name}";

    private static IEnumerable<CorpusFile> Of(string format)
    {
        string folder = Repository.Path("corpus", format);
        return !Directory.Exists(folder) ? [] : Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(IsInput)
            .Select(path => new CorpusFile(format, Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
    }

    // INPUT.txt is the golden of INPUT.
    private static bool IsInput(string path) =>
        Path.GetFileName(path) != "README.md"
        && !(path.EndsWith(".txt", StringComparison.Ordinal) && File.Exists(path[..^".txt".Length]))
        && !(path.EndsWith(".error.txt", StringComparison.Ordinal) && File.Exists(path[..^".error.txt".Length]));
}
