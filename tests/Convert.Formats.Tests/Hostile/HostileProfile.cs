namespace Refold.Formats.Tests.Hostile;

/// <summary>A profile with the same text in every text field.</summary>
internal static class HostileProfile
{
    /// <summary>Creates the profile.</summary>
    /// <param name="text">The text; a lone surrogate U+DC80 to U+DCFF is a byte that is not UTF-8.</param>
    public static Profile Of(string text)
    {
        var builder = new ProfileBuilder(new SampleType(text, "count"), new SampleType("cpu", text));
        StringId name = builder.AddString(HostileTexts.Bytes(text));
        StringId other = builder.AddString(HostileTexts.Bytes("caller of " + text));
        MappingId mapping = builder.AddMapping(new Mapping(0x1000, 0x9000, 0, name, name, default));
        FunctionId leaf = builder.AddFunction(new Function(name, name, name, 3));
        FunctionId caller = builder.AddFunction(new Function(other, other, name, 9));
        LocationId root = builder.AddLocation(mapping, 0x1000, [new Line(caller, 9)]);
        LocationId named = builder.AddLocation(mapping, 0x1010, [new Line(leaf, 3), new Line(caller, 4)]);
        LocationId nameless = builder.AddLocation(mapping, 0x2000, []);
        LabelSetId labels = builder.AddLabels(
            Label.OfText(name, name),
            Label.OfNumber(builder.AddString("bytes"), 4096, name),
            Label.OfNumber(name, 7, name),
            Label.OfText(builder.AddString("comm"), name));
        builder.AddSample(builder.AddStack([named, root]), [2, 70], labels, 1000);
        builder.AddSample(builder.AddStack([nameless, root]), [1, 30], default, 2000);
        builder.Info = new ProfileInfo
        {
            Comments = [text, "again " + text],
            DefaultSampleType = "cpu",
            DocUrl = text,
            DropFrames = text.Length < 100 ? text : "",
            KeepFrames = text.Length < 100 ? text : "",
            PeriodType = new SampleType(text, text),
            Period = 10,
        };
        Profile profile = builder.Build();
        ReferenceTotals totals = ReferenceTotals.From(profile);
        return profile.WithReferenceTotals(totals with { Filters = [$"focus={text}"], IsFiltered = true });
    }
}
