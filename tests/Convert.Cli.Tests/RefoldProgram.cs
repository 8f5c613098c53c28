using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Refold.Testing;

namespace Refold.Cli.Tests;

/// <summary>A <c>refold</c> that can be started: the one built with the tests, or a native one.</summary>
internal sealed class RefoldProgram
{
    /// <summary>The variable with the path of the native program, or <see cref="Publish"/>.</summary>
    public const string NativeVariable = "REFOLD_NATIVE";

    private const string Publish = "publish";

    private static readonly string Name = OperatingSystem.IsWindows() ? "refold.exe" : "refold";
    private static readonly Lazy<RefoldProgram?> LazyNative = new(FindNative);

    private RefoldProgram(string path) => Path = path;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The program that was built with the tests.</summary>
    public static RefoldProgram Built { get; } = new(System.IO.Path.Combine(AppContext.BaseDirectory, Name));

    /// <summary>The native program; null if none is given.</summary>
    public static RefoldProgram? Native => LazyNative.Value;

    /// <summary>Runs it to its end.</summary>
    public RunResult Run(string folder, IEnumerable<string> arguments, byte[]? input = null) =>
        Finish(Start(folder, arguments), input ?? []);

    /// <summary>Starts it, with all three streams redirected.</summary>
    public Process Start(string folder, IEnumerable<string> arguments, string? culture = null)
    {
        ProcessStartInfo start = StartInfo(Path, folder, arguments);
        if (culture is not null)
        {
            start.Environment["LC_ALL"] = culture;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs any other program to its end.</summary>
    public static RunResult RunOther(string program, string folder, params IEnumerable<string> arguments) =>
        Finish(Process.Start(StartInfo(program, folder, arguments))!, []);

    /// <summary>Gives a process all its input, and waits until it ends.</summary>
    public static RunResult Finish(Process process, byte[] input)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
            Feed(process, input);
            copying.GetAwaiter().GetResult();
            string said = error.GetAwaiter().GetResult().ReplaceLineEndings("\n");
            process.WaitForExit();
            return new RunResult(output.ToArray(), said, process.ExitCode);
        }
    }

    // A program that needs no input, or fails early, does not read all of it.
    private static void Feed(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            Debug.Assert(input.Length > 0, "closing an empty pipe does not fail");
        }
    }

    private static ProcessStartInfo StartInfo(string program, string folder, IEnumerable<string> arguments) =>
        new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };

    private static RefoldProgram? FindNative() => Environment.GetEnvironmentVariable(NativeVariable) switch
    {
        null or "" => null,
        Publish => PublishNative(),
        { } path => new RefoldProgram(System.IO.Path.GetFullPath(path, Repository.Root)),
    };

    private static RefoldProgram PublishNative()
    {
        string folder = Repository.Path("artifacts", "native-for-tests");
        RunResult result = RunOther(
            "dotnet", Repository.Root, "publish", "src/Convert.Cli", "-c", "Release", "-v", "q", "-p:PublishAot=true",
            "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder);
        return result.ExitCode == 0
            ? new RefoldProgram(System.IO.Path.Combine(folder, Name))
            : throw new InvalidOperationException($"publishing failed:\n{result.Text}{result.Error}");
    }
}
