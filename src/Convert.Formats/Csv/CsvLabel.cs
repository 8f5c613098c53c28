namespace Refold.Formats.Csv;

/// <summary>A column of labels.</summary>
/// <param name="Key">The key of the labels.</param>
/// <param name="IsNumber">Whether the values are numbers, not text.</param>
/// <param name="Unit">The unit of numbers; empty if unknown.</param>
internal sealed record CsvLabel(string Key, bool IsNumber, string Unit)
{
    /// <summary>Returns the column of a label.</summary>
    public static CsvLabel From(Profile profile, in Label label) => new(
        profile.Text(label.Key),
        label.Kind == LabelKind.Number,
        label.Kind == LabelKind.Number ? profile.Text(label.Unit) : "");
}
