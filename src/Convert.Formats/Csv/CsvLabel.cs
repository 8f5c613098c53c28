namespace Refold.Formats.Csv;

/// <summary>A column of labels.</summary>
/// <param name="Key">Their key.</param>
/// <param name="IsNumber">True if their values are numbers; false if they are text.</param>
/// <param name="Unit">The unit of numbers; empty if unknown.</param>
internal sealed record CsvLabel(string Key, bool IsNumber, string Unit)
{
    /// <summary>The column of a label.</summary>
    public static CsvLabel From(Profile profile, in Label label) => new(
        profile.Text(label.Key),
        label.Kind == LabelKind.Number,
        label.Kind == LabelKind.Number ? profile.Text(label.Unit) : "");
}
