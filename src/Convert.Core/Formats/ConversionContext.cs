namespace Refold.Formats;

/// <summary>All that a conversion needs besides data: where warnings go, when to stop, how much is too much.</summary>
public sealed class ConversionContext
{
    private readonly List<Action> _endings = [];

    /// <summary>The warnings so far.</summary>
    public DiagnosticLog Diagnostics { get; init; } = new();

    /// <summary>Cancels the conversion; readers and writers check it with <see cref="CheckCancelled"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How large an input may make things.</summary>
    public ConversionLimits Limits { get; init; } = ConversionLimits.Default;

    /// <summary>What the profile is read for; readers may leave out the rest.</summary>
    public ReadRequest Request { get; init; } = ReadRequest.All;

    /// <summary>Throws if the conversion is cancelled. Call it for each row: only every 4096th call looks.</summary>
    /// <param name="row">The index of the row, from 0, or a count of what was read or written so far.</param>
    /// <exception cref="OperationCanceledException">The conversion is cancelled.</exception>
    public void CheckCancelled(long row) => Cancellation.ThrowIfCancellationRequested(row);

    /// <summary>Adds work for the end: what a writer stores besides its output, such as a map of colours.</summary>
    /// <param name="work">The work; it is done once, by <see cref="Finish"/>.</param>
    public void AtEnd(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _endings.Add(work);
    }

    /// <summary>
    /// Does the work for the end. Whoever calls a writer calls this once the output is in its place, and not at all if
    /// anything went wrong: nothing but the output was written until then.
    /// </summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Finish()
    {
        Action[] endings = [.. _endings];
        _endings.Clear();
        foreach (Action ending in endings)
        {
            ending();
        }
    }
}
