using System.Globalization;

namespace Refold.Testing;

/// <summary>Rows in words, for messages that people compare by eye.</summary>
internal static class RowDescriptions
{
    public static string Describe(Profile profile, MappingId id)
    {
        Mapping row = profile[id];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Quote(profile, row.File)} 0x{row.Start:x}-0x{row.Limit:x} offset 0x{row.FileOffset:x}")
            + $" build {Quote(profile, row.BuildId)} has {row.Flags}";
    }

    public static string Describe(Profile profile, FunctionId id)
    {
        Function row = profile[id];
        string text = Quote(profile, row.Name);
        text += row.SystemName == default ? "" : $" system {Quote(profile, row.SystemName)}";
        text += row.File == default ? "" : $" file {Quote(profile, row.File)}";
        return row.StartLine == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $" line {row.StartLine}");
    }

    public static string Describe(Profile profile, LocationId id)
    {
        Location row = profile[id];
        List<string> parts = [];
        foreach (Line line in row.Lines)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $":{line.Number}:{line.Column}");
            parts.Add(
                "{" + Describe(profile, line.Function) + (line.Number == 0 && line.Column == 0 ? "}" : place + "}"));
        }

        string text = parts.Count == 0 ? "{}" : string.Join(" inlined into ", parts);
        text += row.Address == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at 0x{row.Address:x}");
        text += row.IsFolded ? " folded" : "";
        return row.Mapping == default ? text : $"{text} in {Describe(profile, row.Mapping)}";
    }

    public static string Describe(Profile profile, StackId id)
    {
        List<string> frames = [];
        foreach (LocationId frame in profile[id])
        {
            frames.Add(Describe(profile, frame));
        }

        return frames.Count == 0 ? "no frames" : string.Join(" < ", frames);
    }

    public static string Describe(Profile profile, LabelSetId id)
    {
        List<string> labels = [];
        foreach (Label label in profile[id])
        {
            string value = label.Kind == LabelKind.Text
                ? Quote(profile, label.Text)
                : string.Create(CultureInfo.InvariantCulture, $"{label.Number}") + profile.Text(label.Unit);
            labels.Add($"{Quote(profile, label.Key)}={value}");
        }

        return labels.Count == 0 ? "no labels" : string.Join(' ', labels);
    }

    private static string Quote(Profile profile, StringId id) => MessageText.Quote(profile[id]);
}
