using Refold.Formats.Sources;
using Xunit;

namespace Refold.Formats.Tests.Foreign;

/// <summary>Detection on thousands of files of the system that runs the tests.</summary>
public sealed class SystemFilesTests
{
    private const int MaxFiles = 4000;
    private const int FewestFiles = 200;
    private const int MaxLength = 1 << 20;

    private static readonly string[] Folders =
    [
        "/etc", "/usr/include", "/usr/share/doc", "/usr/share/perl", "/usr/share/misc", "/usr/lib/python3", "/usr/bin",
    ];

    [Fact]
    public void No_system_file_is_detected_as_a_profile()
    {
        string[] files = [.. Folders.SelectMany(f => Files(f).Take(MaxFiles / Folders.Length))];
        Assert.SkipWhen(files.Length < FewestFiles, $"expected {FewestFiles} files, found {files.Length}");

        string[] detected = [.. files.Select(Detect).OfType<string>()];

        Assert.Empty(detected);
    }

    private static IEnumerable<string> Files(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        };
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", options).Where(f => new FileInfo(f).Length is > 0 and < MaxLength)
            : [];
    }

    private static string? Detect(string file)
    {
        try
        {
            using ProfileInput input = InputOpener.Open(file, new ConversionContext());
            return BuiltInFormats.All.Detect(input).Format is { } format ? $"{file} as {format.Name}" : null;
        }
        catch (Exception e) when (e is ProfileFormatException or IOException)
        {
            return null;
        }
    }
}
