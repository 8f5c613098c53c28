using System.Globalization;
using System.Text;

namespace Refold.Cli;

/// <summary>The standard streams of the process, which may be closed or full.</summary>
/// <remarks>
/// A conversion succeeds without a standard error, as those of pprof and flamegraph.pl do. A closed standard input or
/// output is an error only where it is used.
/// </remarks>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int ErrorOutput = 2;
    private const int CloseOnExec = 0x80000;

    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Lazy<TextWriter> LazyOut = new(
        () => new StreamWriter(OpenOutput(), WithoutMark) { AutoFlush = true });

    private static readonly Lazy<bool> LazyHasError = new(() => IsOpen(ErrorOutput));

    /// <summary>Lines on standard error: escaped, and discarded if they cannot be written.</summary>
    public static TextWriter Error { get; } = new ErrorLines(() => Console.Error, escapes: true);

    /// <summary>Standard error for animated output on a terminal; discarded if it cannot be written.</summary>
    public static TextWriter RawError { get; } = new ErrorLines(() => Console.Error, escapes: false);

    /// <summary>
    /// Whether standard error is open. If not, its file descriptor may have been reused for an output.
    /// </summary>
    public static bool HasError => LazyHasError.Value;

    /// <summary>Text on standard output.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    public static TextWriter Out => LazyOut.Value;

    /// <summary>Standard output; control characters are escaped if it is a terminal.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    public static Stream OpenOutput()
    {
        Check(Output, "standard output");
        Stream output = Console.OpenStandardOutput();
        return Console.IsOutputRedirected ? output : new TerminalStream(output);
    }

    /// <summary>Checks that standard input is open.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    public static void CheckInput() => Check(Input, "standard input");

    private static void Check(int descriptor, string name)
    {
        if (!IsOpen(descriptor))
        {
            throw new IOException($"{name} is closed");
        }
    }

    // The runtime opens files of its own, which reuse the descriptors of streams that were closed at the start. Those
    // have the flag close-on-exec; streams inherited from the shell do not.
    private static bool IsOpen(int descriptor)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fdinfo"))
        {
            return true;
        }

        try
        {
            const string Key = "flags:";
            string flags = File.ReadLines($"/proc/self/fdinfo/{descriptor.ToString(CultureInfo.InvariantCulture)}")
                .First(l => l.StartsWith(Key, StringComparison.Ordinal))[Key.Length..].Trim();
            return (System.Convert.ToInt64(flags, fromBase: 8) & CloseOnExec) == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException
            or FormatException)
        {
            return e is not FileNotFoundException;
        }
    }
}
