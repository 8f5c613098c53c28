using Spectre.Console;

namespace Refold.Cli;

/// <summary>Standard error as a console for animated output.</summary>
internal static class ErrorConsole
{
    /// <summary>Whether standard error is a terminal that can show it.</summary>
    public static bool IsSeen => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Creates the console.</summary>
    /// <remarks>
    /// The capabilities are given, since the library would also check standard input and output, which may be pipes.
    /// </remarks>
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(StandardStreams.RawError),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
    });
}
