using Refold.Cli.Tests.Transcripts;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>The transcripts of <c>corpus/_cli</c>, by the program that was built and by a native one.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Repository.Path("corpus", "_cli");

    public static TheoryData<string> Names =>
    [
        .. Directory.EnumerateFiles(Folder, "*.transcript")
            .Select(p => Path.GetFileName(p))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transcript_matches_the_program(string name) => Check(name, RefoldProgram.Built);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transcript_matches_the_native_program(string name)
    {
        Assert.SkipWhen(
            RefoldProgram.Native is null,
            $"{RefoldProgram.NativeVariable} is not set to a native refold, or to 'publish'");

        Check(name, RefoldProgram.Native);
    }

    [Fact]
    public void The_page_of_the_folder_names_each_transcript()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.All(Names, name => Assert.Contains($"`{name.Data}`", page, StringComparison.Ordinal));
    }

    private static void Check(string name, RefoldProgram program)
    {
        string path = Path.Combine(Folder, name);

        Golden.Check(path, Transcript.Run(path, program));
    }
}
