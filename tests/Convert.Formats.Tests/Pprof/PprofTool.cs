using System.ComponentModel;
using System.Diagnostics;

namespace Refold.Formats.Tests.Pprof;

/// <summary>The pprof tool that comes with Go.</summary>
internal static class PprofTool
{
    /// <summary>The content of a profile as the tool prints it; null if the tool rejects the file.</summary>
    public static string? Raw(string path) => TryRun(["tool", "pprof", "-raw", "-symbolize=none", path]);

    private static string? TryRun(string[] arguments)
    {
        var start = new ProcessStartInfo("go", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && errors.Result.Length >= 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
