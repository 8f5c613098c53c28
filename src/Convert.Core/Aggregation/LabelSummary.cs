namespace Refold.Aggregation;

/// <summary>What the labels of one key say.</summary>
/// <param name="Key">The key.</param>
/// <param name="SampleCount">How many samples have it.</param>
/// <param name="ValueCount">How many different values it has.</param>
/// <param name="CommonValues">The values that most samples have, as text, the unit of numbers behind them; a few.</param>
public sealed record LabelSummary(string Key, long SampleCount, int ValueCount, IReadOnlyList<string> CommonValues);
