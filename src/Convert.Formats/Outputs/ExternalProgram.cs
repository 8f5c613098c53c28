using System.ComponentModel;
using System.Diagnostics;

namespace Refold.Formats.Outputs;

/// <summary>Runs other programs with one stream as standard input and another as standard output.</summary>
internal static class ExternalProgram
{
    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="program">The name of the program; it is searched on the PATH.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">The content of standard input.</param>
    /// <param name="output">The stream that receives standard output.</param>
    /// <param name="cancellation">Kills the program.</param>
    /// <exception cref="FileNotFoundException">The program does not exist.</exception>
    /// <exception cref="IOException">The program failed; the message has its first line of errors.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Run(
        string program, IReadOnlyList<string> arguments, Stream input, Stream output, CancellationToken cancellation)
    {
        using Process process = Start(program, arguments);
        using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill());

        // All three streams at once: a program blocks when a pipe that nothing reads is full.
        Task feeding = Task.Run(() => Feed(process, input), CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            string reason = errors.Result.Split('\n')[0].Trim();
            reason = reason.Length > 0 ? reason : $"exit code {process.ExitCode}";
            throw new IOException($"{program}: {reason}");
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FileNotFoundException($"{program}: no such program", program, e);
        }
    }

    private static void Feed(Process process, Stream input)
    {
        try
        {
            using Stream target = process.StandardInput.BaseStream;
            input.CopyTo(target);
        }
        catch (IOException)
        {
            // The program ended before it read everything; Run reports its exit code.
        }
    }
}
