using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>
/// The cases of the laws: all registered formats and all files of the corpus.
/// </summary>
public static class FormatCases
{
    /// <summary>All formats, by name.</summary>
    public static TheoryData<string> All => Names(_ => true);

    /// <summary>Formats that are read.</summary>
    public static TheoryData<string> Readable => Names(f => f.CanRead);

    /// <summary>Formats that are written.</summary>
    public static TheoryData<string> Writable => Names(f => f.CanWrite);

    /// <summary>Formats that are both.</summary>
    public static TheoryData<string> BothWays => Names(f => f.CanRead && f.CanWrite);

    /// <summary>Inputs that can be read: the format and the name of the file.</summary>
    public static TheoryData<string, string> Good => Files(CorpusFile.Good);

    /// <summary>Inputs that are damaged.</summary>
    public static TheoryData<string, string> Bad => Files(CorpusFile.Bad);

    /// <summary>Inputs of any kind.</summary>
    public static TheoryData<string, string> GoodAndBad => Files(f => [.. CorpusFile.Good(f), .. CorpusFile.Bad(f)]);

    /// <summary>The format of a name.</summary>
    public static ProfileFormat Format(string name) => BuiltInFormats.All.Find(name)!;

    /// <summary>A reader with the default options.</summary>
    public static IProfileReader Reader(string format) =>
        Format(format).CreateReader(FormatOptions.Parse([], Format(format).Options))!;

    /// <summary>A writer with the default options.</summary>
    public static IProfileWriter Writer(string format) =>
        Format(format).CreateWriter(FormatOptions.Parse([], Format(format).Options))!;

    /// <summary>A reader that reads back exactly what <see cref="FaithfulWriter"/> wrote.</summary>
    public static IProfileReader FaithfulReader(string format) => Format(format).CreateReader(Faithful(format))!;

    /// <summary>A writer that adds nothing of its own.</summary>
    public static IProfileWriter FaithfulWriter(string format) => Format(format).CreateWriter(Faithful(format))!;

    /// <summary>Reads a file of the corpus.</summary>
    public static Profile Read(CorpusFile file, ConversionContext? context = null)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(file.ReadBytes()), file.FileName);
        return Reader(file.Format).Read(input, context ?? new ConversionContext());
    }

    private static FormatOptions Faithful(string format) =>
        FormatOptions.Parse(Format(format).LosslessOptions, Format(format).Options);

    private static TheoryData<string> Names(Func<ProfileFormat, bool> isIn) =>
        [.. BuiltInFormats.All.Formats.Where(isIn).Select(f => f.Name)];

    private static TheoryData<string, string> Files(Func<string, IEnumerable<CorpusFile>> files)
    {
        var data = new TheoryData<string, string>();
        foreach (CorpusFile file in BuiltInFormats.All.Formats.SelectMany(f => files(f.Name)))
        {
            data.Add(file.Format, file.Name);
        }

        return data;
    }
}
