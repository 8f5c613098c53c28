namespace Refold;

/// <summary>Adds samples to a <see cref="ProfileBuilder"/> by the names of functions and the texts of labels.</summary>
public static class NamedSamples
{
    /// <summary>Adds a sample: <c>AddSample(["main", "work"], 10, ("thread", "worker-1"))</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="rootFirst">The functions of the stack, root first, as in folded stacks.</param>
    /// <param name="value">The value, in the unit of the only sample type.</param>
    /// <param name="labels">The labels: keys (see <see cref="WellKnownLabels"/>) and texts.</param>
    /// <exception cref="ArgumentException">There is not exactly one sample type.</exception>
    public static void AddSample(
        this ProfileBuilder builder,
        ReadOnlySpan<string> rootFirst,
        long value,
        params ReadOnlySpan<(string Key, string Text)> labels) =>
        builder.AddSample(rootFirst, [value], labels);

    /// <summary>Adds a sample: <c>AddSample(["main", "work"], [1, 10], ("thread", "worker-1"))</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="rootFirst">The functions of the stack, root first, as in folded stacks.</param>
    /// <param name="values">One value for each sample type, in its unit.</param>
    /// <param name="labels">The labels: keys (see <see cref="WellKnownLabels"/>) and texts.</param>
    /// <exception cref="ArgumentException">There is not exactly one value for each sample type.</exception>
    public static void AddSample(
        this ProfileBuilder builder,
        ReadOnlySpan<string> rootFirst,
        ReadOnlySpan<long> values,
        params ReadOnlySpan<(string Key, string Text)> labels)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var leafFirst = new LocationId[rootFirst.Length];
        for (int i = 0; i < leafFirst.Length; i++)
        {
            leafFirst[^(i + 1)] = builder.AddLocation(builder.AddFunction(rootFirst[i]));
        }

        builder.AddSample(builder.AddStack(leafFirst), values, AddLabels(builder, labels));
    }

    /// <summary>Adds or finds a label set: <c>AddLabels(("process", "app"), ("thread", "worker-1"))</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="labels">The labels: keys (see <see cref="WellKnownLabels"/>) and texts.</param>
    public static LabelSetId AddLabels(
        this ProfileBuilder builder, params ReadOnlySpan<(string Key, string Text)> labels)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddLabels(Array.ConvertAll(
            labels.ToArray(), label => Label.OfText(builder.AddString(label.Key), builder.AddString(label.Text))));
    }
}
