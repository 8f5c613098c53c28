using Spectre.Console;

namespace Refold.Cli;

/// <summary>Standard error as a place for what moves.</summary>
internal static class ErrorConsole
{
    /// <summary>True if somebody would see it.</summary>
    public static bool IsSeen => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>The console. The library would look at the other two streams, too, and they may well be pipes.</summary>
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(StandardStreams.RawError),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
    });
}
