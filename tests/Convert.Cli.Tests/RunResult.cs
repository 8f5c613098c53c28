using System.Text;

namespace Refold.Cli.Tests;

/// <summary>The result of running a program.</summary>
/// <param name="Output">The text on standard output.</param>
/// <param name="Error">The text on standard error, with the line ends of Linux.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record RunResult(byte[] Output, string Error, int ExitCode)
{
    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Nothing was said, all went well.</summary>
    public static RunResult Silent { get; } = new([], "", 0);
}
