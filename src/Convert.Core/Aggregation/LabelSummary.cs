namespace Refold.Aggregation;

/// <summary>The labels of one key, in numbers.</summary>
/// <param name="Key">The key.</param>
/// <param name="SampleCount">The number of samples that have a label of the key.</param>
/// <param name="ValueCount">The number of different values.</param>
/// <param name="CommonValues">
/// The most frequent values, as text; numbers are followed by their unit: <c>16384 bytes</c>.
/// </param>
public sealed record LabelSummary(string Key, long SampleCount, int ValueCount, IReadOnlyList<string> CommonValues);
