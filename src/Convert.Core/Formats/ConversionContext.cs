namespace Refold.Formats;

/// <summary>The diagnostics, cancellation, limits and request of one conversion.</summary>
public sealed class ConversionContext
{
    private readonly List<Action> _finalActions = [];

    /// <summary>The warnings and notes so far.</summary>
    public DiagnosticLog Diagnostics { get; init; } = new();

    /// <summary>Cancels the conversion; readers and writers check it with <see cref="CheckCancelled"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The limits of memory that an input may take.</summary>
    public ConversionLimits Limits { get; init; } = ConversionLimits.Default;

    /// <summary>The facts that readers are asked for; they may discard all others.</summary>
    public ReadRequest Request { get; init; } = ReadRequest.All;

    /// <summary>Throws if the conversion is cancelled. Call it for each row: only every 4096th call looks.</summary>
    /// <param name="row">The index of the row, from 0, or a count of what was read or written so far.</param>
    /// <exception cref="OperationCanceledException">The conversion is cancelled.</exception>
    public void CheckCancelled(long row) => Cancellation.ThrowIfCancellationRequested(row);

    /// <summary>
    /// Registers an action for <see cref="Finish"/>: a writer stores a further file, such as a color map.
    /// </summary>
    /// <param name="work">The action, which runs once.</param>
    public void AtEnd(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _finalActions.Add(work);
    }

    /// <summary>Runs the actions registered by <see cref="AtEnd"/>.</summary>
    /// <remarks>
    /// The caller of a writer calls it after the output is complete, and not at all after an error: a conversion that
    /// fails leaves no file behind.
    /// </remarks>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Finish()
    {
        Action[] actions = [.. _finalActions];
        _finalActions.Clear();
        foreach (Action action in actions)
        {
            action();
        }
    }
}
