using System.IO.Compression;
using System.Text;
using Refold.Testing;

namespace Refold.Cli.Tests.Transcripts;

/// <summary>
/// The subset of a shell that transcripts need: <c>refold</c> and a few small commands, pipes, <c>&lt;</c>,
/// <c>&gt;</c>, here-documents, single quotes. It accepts only what has the same meaning in a POSIX shell.
/// </summary>
internal sealed class TranscriptShell(RefoldProgram program, string folder)
{
    /// <summary>Runs a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="document">The lines of its here-document; empty if it has none.</param>
    public RunResult Run(string line, string[] document)
    {
        RunResult result = RunResult.Silent;
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(document.Select(d => d + "\n")));
        foreach (List<string> words in TranscriptWords.Split(line))
        {
            RunResult next = RunStage(words, input);
            result = next with { Error = result.Error + next.Error };
            input = next.Output;
        }

        return result;
    }

    private RunResult RunStage(List<string> words, byte[] input)
    {
        string? source = TakeRedirection(words, "<");
        string? target = TakeRedirection(words, ">");
        words.RemoveAll(w => w.StartsWith("<<", StringComparison.Ordinal));
        RunResult result = RunCommand(words, source is null ? input : File.ReadAllBytes(PathOf(source)));
        if (target is null)
        {
            return result;
        }

        File.WriteAllBytes(PathOf(target), result.Output);
        return result with { Output = [] };
    }

    private RunResult RunCommand(List<string> words, byte[] input) => words switch
    {
        ["refold", .. var arguments] => program.Run(folder, arguments, input),
        ["cat"] => Say(input),
        ["cat", var file] => Say(File.ReadAllBytes(PathOf(file))),
        ["zcat", var file] => Say(Unpack(PathOf(file))),
        ["head", "-c", var count, var file] => Say(File.ReadAllBytes(PathOf(file))[..int.Parse(count, null)]),
        ["head", "-n", var count] => Say(Encoding.UTF8.GetBytes(FirstLines(input, int.Parse(count, null)))),
        ["ls"] => Say(Encoding.UTF8.GetBytes(string.Concat(Names().Select(n => n + "\n")))),
        ["cp", var from, var to] => Do(() => File.Copy(Repository.Path(from.Split('/')), PathOf(Named(to, from)))),
        ["mkdir", var name] => Do(() => Directory.CreateDirectory(PathOf(name))),
        ["cmp", var a, var b] => Compare(PathOf(a), PathOf(b)),
        _ => throw new InvalidOperationException($"this shell does not know: {string.Join(' ', words)}"),
    };

    private static RunResult Say(byte[] output) => RunResult.Silent with { Output = output };

    private static RunResult Do(Action action)
    {
        action();
        return RunResult.Silent;
    }

    private static RunResult Compare(string a, string b) =>
        File.ReadAllBytes(a).AsSpan().SequenceEqual(File.ReadAllBytes(b))
        ? RunResult.Silent
        : new RunResult([], $"{Path.GetFileName(a)} {Path.GetFileName(b)} differ\n", 1);

    private static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string FirstLines(byte[] input, int count) =>
        string.Concat(Encoding.UTF8.GetString(input).Split('\n').SkipLast(1).Take(count).Select(line => line + "\n"));

    private static string Named(string to, string from) => to == "." ? Path.GetFileName(from) : to;

    private static string? TakeRedirection(List<string> words, string sign)
    {
        int at = words.IndexOf(sign);
        if (at < 0)
        {
            return null;
        }

        string path = words[at + 1];
        words.RemoveRange(at, 2);
        return path;
    }

    private IEnumerable<string> Names() =>
        Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);

    private string PathOf(string name) => Path.Combine(folder, name);
}
