namespace Refold.Formats.Shared.Clr;

/// <summary>One reading of a trace of .NET.</summary>
/// <param name="Context">Limits, and where warnings go.</param>
/// <param name="InputName">The name of the input.</param>
/// <param name="Format">The name of the format, with which the ids of its warnings begin.</param>
internal sealed record ClrReading(ConversionContext Context, string InputName, string Format)
{
    /// <summary>Warns of the input.</summary>
    /// <param name="id">What it is about, such as <c>no-end</c>.</param>
    /// <param name="problem">What is wrong.</param>
    public void Warn(string id, string problem) =>
        Context.Diagnostics.Warn($"{Format}.{id}", new InputPosition(InputName), problem);
}
