using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Refold.Cli.Collect;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests.Collect;

/// <summary>Records real processes.</summary>
public sealed class CollectTests(EventProgram program) : IClassFixture<EventProgram>
{
    private const string Out = "out.nettrace";

    [Fact]
    public void A_command_is_recorded_from_its_start_to_its_end()
    {
        using var folder = new TemporaryFolder();

        RunResult result = Collect(folder, ["-o", Out, "--", "dotnet", program.Assembly, "dynamic"]);

        Assert.Equal("60 methods\n", result.Text);
        byte[] recording = Whole(File.ReadAllBytes(folder[Out]));
        Assert.True(Holds(recording, "Microsoft-DotNETCore-SampleProfiler"));
        Assert.True(Holds(recording, "Burn_0"));
        Assert.True(Holds(recording, "Burn_59"));
    }

    [Fact]
    public void A_running_process_is_recorded_for_the_duration_and_continues()
    {
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        using Process process = program.Start();

        RunResult result = Collect(
            folder, ["-p", Id(process), "-d", "500ms", "--profile", "alloc", "-o", "out.nettrace.gz"]);

        Assert.Equal("", result.Text + result.Error);
        Assert.False(process.HasExited);
        process.Kill();
        using var packed = new GZipStream(File.OpenRead(folder["out.nettrace.gz"]), CompressionMode.Decompress);
        using var recording = new MemoryStream();
        packed.CopyTo(recording);
        Assert.False(Holds(Whole(recording.ToArray()), "Microsoft-DotNETCore-SampleProfiler"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void An_interrupted_recording_is_complete(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill");
        Assert.SkipWhen(Waiting.IsIgnored(signal), $"these tests run with SIG{signal} ignored, as in the background");
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        using Process process = program.Start();
        using Process refold = RefoldProgram.Built.Start(folder.Path, ["collect", "-p", Id(process), "-o", Out]);
        WaitForEvents(folder);

        RefoldProgram.RunOther("kill", folder.Path, $"-{signal}", Id(refold));
        bool hasEnded = refold.WaitForExit(Waiting.Patience);

        process.Kill();
        Assert.True(hasEnded);
        Assert.Equal(0, refold.ExitCode);
        Whole(File.ReadAllBytes(folder[Out]));
    }

    [Fact]
    public void A_killed_process_gives_its_events_so_far_and_a_warning()
    {
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        using Process process = program.Start();
        using Process refold = RefoldProgram.Built.Start(folder.Path, ["collect", "-p", Id(process), "-o", Out]);
        WaitForEvents(folder);

        process.Kill();
        RunResult result = RefoldProgram.Finish(refold, []);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            $"refold: warning: process {process.Id} (dotnet): the process was killed, so the recording is incomplete "
            + "and names may be missing [collect.cut]\n",
            result.Error);
        Assert.True(File.ReadAllBytes(folder[Out]).AsSpan().StartsWith("Nettrace"u8));
    }

    [Fact]
    public void A_command_is_killed_after_the_duration()
    {
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        var watch = Stopwatch.StartNew();

        RunResult result = Collect(
            folder, ["-d", "300ms", "-o", Out, "--", "dotnet", program.Assembly, "threads", "60000"]);

        Assert.Equal("", result.Text + result.Error);
        Assert.True(watch.Elapsed < Waiting.Patience);
        Whole(File.ReadAllBytes(folder[Out]));
    }

    [Fact]
    public void Other_programs_of_a_command_run_to_their_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh");
        using var folder = new TemporaryFolder();
        string one = $"dotnet '{program.Assembly}' exceptions";

        RunResult result = Collect(folder, ["-o", Out, "--", "sh", "-c", $"{one}; {one}; exit 3"]);

        const string Said = "200 exceptions, 133 of them FormatException\n";
        Assert.Equal(Said + Said, result.Text);
        Assert.Equal("refold: note: sh ended with exit code 3\n", result.Error);
        Whole(File.ReadAllBytes(folder[Out]));
    }

    [Fact]
    public void A_command_without_a_runtime_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/true");
        using var folder = new TemporaryFolder();

        RunResult result = RefoldProgram.Built.Run(folder.Path, ["collect", "-o", Out, "--", "true"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "refold: error: true: the command ended (exit code 0) without starting a .NET runtime\n",
            result.Error);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_process_without_a_diagnostics_port_is_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux shows the libraries of another process");
        using var folder = new TemporaryFolder();
        using Process process = program.Start(
            p => ProcessFacts.HasRuntime(p.Id) is true, ("DOTNET_EnableDiagnostics", "0"));

        RunResult result = RefoldProgram.Built.Run(folder.Path, ["collect", "-p", Id(process), "-o", Out]);

        process.Kill();
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"refold: error: process {process.Id} (dotnet): the .NET process has no diagnostics port; "
            + "DOTNET_EnableDiagnostics=0 turns it off\n",
            result.Error);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_process_without_a_runtime_is_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux shows the libraries of another process");
        using var folder = new TemporaryFolder();
        using var process = Process.Start("sleep", "30");

        RunResult result = RefoldProgram.Built.Run(folder.Path, ["collect", "-p", Id(process), "-o", Out]);

        process.Kill();
        Assert.Equal(
            $"refold: error: process {process.Id} (sleep): not a .NET process\n",
            result.Error);
    }

    [Fact]
    public void A_process_with_its_own_temporary_folder_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux shows the environment of another process");
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using Process process = program.Start(
            _ => Directory.GetFiles(other.Path, "dotnet-diagnostic-*").Length > 0, ("TMPDIR", other.Path));

        Collect(folder, ["-p", Id(process), "-d", "200ms", "-o", Out]);

        process.Kill();
        Whole(File.ReadAllBytes(folder[Out]));
    }

    [Fact]
    public void The_list_shows_the_processes_that_can_be_recorded()
    {
        SkipWithoutPort();
        using var folder = new TemporaryFolder();
        using Process process = program.Start();

        RunResult result = Collect(folder, ["--list"]);

        process.Kill();
        Assert.Contains(
            result.Text.Split('\n'), line => line.TrimStart().StartsWith($"{process.Id}  ", StringComparison.Ordinal));
    }

    private static void WaitForEvents(TemporaryFolder folder) => Waiting.Until(
        () => Directory.GetFiles(folder.Path).Any(file => new FileInfo(file).Length > 0),
        "the recording does not begin");
    [Fact]
    public void A_process_that_accepts_and_does_not_answer_is_an_error_after_the_timeout()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the socket of another process can be played on Linux");
        using var folder = new TemporaryFolder();
        using Process sleeper = Process.Start("sleep", "60");
        string socket = Path.Combine(Path.GetTempPath(), $"dotnet-diagnostic-{Id(sleeper)}-1-socket");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen();

        RunResult result = RefoldProgram.Built.Run(
            folder.Path, ["collect", "-p", Id(sleeper), "--timeout", "500ms", "-o", "out.folded"]);

        sleeper.Kill();
        File.Delete(socket);
        Assert.Equal(
            $"refold: error: process {Id(sleeper)} (sleep): no answer within 0.5 s; use --timeout "
                + "to wait longer\n",
            result.Error);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    private static RunResult Collect(TemporaryFolder folder, IEnumerable<string> arguments)
    {
        SkipWithoutPort();
        RunResult result = RefoldProgram.Built.Run(folder.Path, ["collect", .. arguments]);

        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static void SkipWithoutPort() => Assert.SkipWhen(
        Environment.GetEnvironmentVariable("DOTNET_EnableDiagnostics") == "0"
            || Environment.GetEnvironmentVariable("DOTNET_EnableDiagnostics_IPC") == "0",
        "the environment turns the runtime's diagnostics port off: nothing could be recorded");

    // A recording begins with "Nettrace" and ends with the end tags of its last object and of the stream.
    private static byte[] Whole(byte[] recording)
    {
        Assert.True(recording.AsSpan().StartsWith("Nettrace"u8));
        Assert.Equal([6, 1], recording[^2..]);
        return recording;
    }

    private static bool Holds(byte[] recording, string name) =>
        recording.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);
}
