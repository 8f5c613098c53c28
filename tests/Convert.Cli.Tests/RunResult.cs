using System.Text;

namespace Refold.Cli.Tests;

/// <summary>What a program said.</summary>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, with line ends as on Linux.</param>
/// <param name="ExitCode">How it ended.</param>
internal sealed record RunResult(byte[] Output, string Error, int ExitCode)
{
    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Nothing was said, all went well.</summary>
    public static RunResult Silent { get; } = new([], "", 0);
}
