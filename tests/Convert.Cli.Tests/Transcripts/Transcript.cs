using System.Text;
using Refold.Testing;

namespace Refold.Cli.Tests.Transcripts;

/// <summary>
/// A file of commands with their output: see <c>corpus/_cli/README.md</c>. Running it must give the same file
/// again.
/// </summary>
internal sealed class Transcript
{
    private const string Command = "$ ";
    private const string Remark = "## ";
    private const string Error = "! ";
    private const string Code = "? ";
    private const string NoLineEnd = "(no line end)";

    private readonly List<string[]> _parts = [];

    private Transcript(string path)
    {
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Remark, StringComparison.Ordinal))
            {
                _parts.Add([lines[i]]);
            }
            else if (lines[i].StartsWith(Command, StringComparison.Ordinal))
            {
                int end = EndOf(lines, i);
                _parts.Add(lines[i..end]);
                i = end - 1;
            }
        }
    }

    /// <summary>Runs a transcript in a fresh folder, and gives it with what was really said.</summary>
    public static string Run(string path, RefoldProgram program)
    {
        using var folder = new TemporaryFolder();
        var shell = new TranscriptShell(program, folder.Path);
        var text = new StringBuilder();
        foreach (string[] part in new Transcript(path)._parts)
        {
            bool isRemark = part[0].StartsWith(Remark, StringComparison.Ordinal);
            text.Append(text.Length > 0 ? "\n" : "").AppendJoin('\n', part).Append('\n');
            string[] document = part[1..^(part.Length > 1 ? 1 : 0)];
            Append(text, isRemark ? RunResult.Silent : shell.Run(part[0][Command.Length..], document));
        }

        return text.ToString();
    }

    // Lines between "cat > a <<'END'" and END belong to the command.
    private static int EndOf(string[] lines, int start)
    {
        string line = lines[start];
        int here = line.IndexOf("<<'", StringComparison.Ordinal);
        return here < 0 ? start + 1 : Array.IndexOf(lines, line[(here + 3)..].TrimEnd('\''), start) + 1;
    }

    private static void Append(StringBuilder text, RunResult result)
    {
        text.Append(result.Output.Contains((byte)0) ? $"(binary)\n" : Lines(result.Text));
        foreach (string line in result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(Error).Append(line).Append('\n');
        }

        text.Append(result.ExitCode == 0 ? "" : $"{Code}{result.ExitCode}\n");
    }

    private static string Lines(string output) =>
        output.Length == 0 || output.EndsWith('\n') ? output : $"{output}\n{NoLineEnd}\n";
}
