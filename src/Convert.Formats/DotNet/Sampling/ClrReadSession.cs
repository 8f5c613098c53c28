namespace Refold.Formats.DotNet;

/// <summary>One reading of a trace of .NET.</summary>
/// <param name="Context">Limits, and where warnings go.</param>
/// <param name="InputName">The name of the input.</param>
/// <param name="Format">The name of the format, with which the ids of its warnings begin.</param>
internal sealed record ClrReadSession(ConversionContext Context, string InputName, string Format)
{
    /// <summary>
    /// Whether the input is known to end early: what is missing at its end then needs no further warning.
    /// </summary>
    public bool IsCut => Context.Diagnostics.IsCut(InputName);

    /// <summary>Warns of something that is wrong with the input, unless it follows from an early end.</summary>
    /// <param name="id">What it is about, such as <c>counted-twice</c>.</param>
    /// <param name="problem">What is wrong.</param>
    public void Warn(string id, string problem)
    {
        if (!IsCut)
        {
            Context.Diagnostics.Warn($"{Format}.{id}", new InputPosition(InputName), problem);
        }
    }

    /// <summary>Notes something that normal traces have.</summary>
    /// <param name="id">What it is about, such as <c>profile</c>.</param>
    /// <param name="message">What a user may want to know.</param>
    public void Note(string id, string message) =>
        Context.Diagnostics.Note($"{Format}.{id}", new InputPosition(InputName), message);
}
