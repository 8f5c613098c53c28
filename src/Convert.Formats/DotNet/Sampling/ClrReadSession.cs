namespace Refold.Formats.DotNet;

/// <summary>One read of a .NET trace: its limits, and the place for its warnings and notes.</summary>
/// <param name="Context">The limits, the request and the diagnostics.</param>
/// <param name="InputName">The name of the input.</param>
/// <param name="Format">The name of the format, which is the prefix of the ids of its diagnostics.</param>
internal sealed record ClrReadSession(ConversionContext Context, string InputName, string Format)
{
    /// <summary>Whether the input is known to be truncated: what its end lacks then needs no further warning.</summary>
    public bool IsCut => Context.Diagnostics.IsCut(InputName);

    /// <summary>Warns of a problem of the input, unless the input is truncated.</summary>
    /// <param name="id">The id without the format's name, such as <c>counted-twice</c>.</param>
    /// <param name="problem">The problem.</param>
    public void Warn(string id, string problem)
    {
        if (!IsCut)
        {
            Context.Diagnostics.Warn($"{Format}.{id}", new InputPosition(InputName), problem);
        }
    }

    /// <summary>Notes a property that normal traces have, too.</summary>
    /// <param name="id">The id without the format's name, such as <c>profile</c>.</param>
    /// <param name="message">The message.</param>
    public void Note(string id, string message) =>
        Context.Diagnostics.Note($"{Format}.{id}", new InputPosition(InputName), message);
}
