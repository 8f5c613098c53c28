namespace Refold.Formats.Folded;

/// <summary>The sample types of files without a header line.</summary>
internal static class FoldedSampleTypes
{
    /// <summary>The sample type of a single count.</summary>
    public static readonly SampleType Samples = new("samples", "count");

    /// <summary>The sample types of two counts: a comparison, as difffolded.pl writes it.</summary>
    public static readonly SampleType[] BeforeAndAfter = [new("before", "count"), new("after", "count")];
}
