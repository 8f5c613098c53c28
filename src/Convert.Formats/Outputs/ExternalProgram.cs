using System.ComponentModel;
using System.Diagnostics;

namespace Refold.Formats.Outputs;

/// <summary>Runs other programs that read one stream and write another.</summary>
internal static class ExternalProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name, looked up where the system looks up programs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="output">Where its standard output goes.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    /// <exception cref="IOException">It fails; the message has the first line that it says.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(
        string program, IReadOnlyList<string> arguments, Stream input, Stream output, CancellationToken cancellation)
    {
        using Process process = Start(program, arguments);
        using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill());

        // All three at once: a program that waits for one of its streams must not wait for ever.
        Task feeding = Task.Run(() => Feed(process, input), CancellationToken.None);
        Task<string> complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            string reason = complaints.Result.Split('\n')[0].Trim();
            throw new IOException($"{program}: {(reason.Length > 0 ? reason : $"ended with exit code {process.ExitCode}")}");
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
            // The program has ended before it read everything; its exit code tells why.
        }
    }
}
