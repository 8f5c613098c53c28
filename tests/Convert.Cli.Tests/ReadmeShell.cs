using System.Diagnostics;
using Refold.Formats;
using Refold.Testing;

namespace Refold.Cli.Tests;

/// <summary>
/// A folder in which the commands of README.md run unchanged: <c>refold</c> is the program that was built, <c>perf</c>
/// prints a recording of the corpus, and <c>dotnet run</c> does not build again.
/// </summary>
internal sealed class ReadmeShell : IDisposable
{
    private const string Perf = """
        #!/bin/sh
        [ "$1" = script ] && exec cat corpus/perf-script/go.perf
        echo "perf: expected script, found $*" >&2
        exit 1

        """;

    private const string Dotnet = """
        #!/bin/sh
        case "$*" in
            "run --project src/Convert.Cli -c Release -- "*) shift 6; exec refold "$@" ;;
        esac
        echo "dotnet: expected run --project src/Convert.Cli -c Release --, found $*" >&2
        exit 1

        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes the folder.</summary>
    /// <param name="missing">The files that the command writes, which must not exist yet.</param>
    public ReadmeShell(IEnumerable<string> missing)
    {
        Directory.CreateDirectory(_folder["bin"]);
        WriteProgram("refold", $"#!/bin/sh\nexec '{Refold}' \"$@\"\n");
        WriteProgram("perf", Perf);
        WriteProgram("dotnet", Dotnet);
        File.CreateSymbolicLink(_folder["corpus"], Repository.Path("corpus"));
        File.Copy(Repository.Path("corpus", "go-trace", "go1.26.trace.gz"), _folder["trace.out"]);
        File.Copy(Repository.Path("corpus", "nettrace", "everything.nettrace.gz"), _folder["app.nettrace"]);
        Profile profile = ProfileFile.Read(Recording);
        foreach (string name in new[] { "cpu.pb.gz", "other.pb.gz" }.Except(missing))
        {
            ProfileFile.Write(profile, _folder[name]);
        }
    }

    /// <summary>The source of all profiles in the folder.</summary>
    public static string Recording { get; } = Repository.Path("corpus", "perf-script", "go.perf");

    // REFOLD_NATIVE names a native program to test instead; "publish" asks other tests to build one.
    private static string Refold =>
        Environment.GetEnvironmentVariable("REFOLD_NATIVE") is { Length: > 0 } other and not "publish"
            ? Path.GetFullPath(other, Repository.Root)
            : Path.Combine(AppContext.BaseDirectory, "refold");

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Runs a command line; gives its exit code and both its outputs.</summary>
    public (int ExitCode, string Output, string Errors) Run(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder["bin"]}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void WriteProgram(string name, string script)
    {
        string path = Path.Combine(_folder["bin"], name);
        File.WriteAllText(path, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
