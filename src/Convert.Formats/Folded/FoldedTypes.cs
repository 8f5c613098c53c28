namespace Refold.Formats.Folded;

/// <summary>The sample types of files that name none.</summary>
internal static class FoldedTypes
{
    /// <summary>What one count is taken for.</summary>
    public static readonly SampleType Samples = new("samples", "count");

    /// <summary>What two counts are taken for: a comparison, as difffolded.pl writes it.</summary>
    public static readonly SampleType[] BeforeAndAfter = [new("before", "count"), new("after", "count")];
}
