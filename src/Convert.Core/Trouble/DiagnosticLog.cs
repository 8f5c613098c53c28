namespace Refold;

/// <summary>
/// The warnings of a conversion: the first few of each kind in full, the others as a count, so that a bad input of a
/// million lines costs no memory. Not for several threads at once.
/// </summary>
public sealed class DiagnosticLog
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _kept = [];

    /// <summary>How many of each kind are kept in full.</summary>
    public const int KeptOfEachKind = 3;

    /// <summary>The diagnostics kept, in the order they came.</summary>
    public IReadOnlyList<Diagnostic> Kept => _kept;

    /// <summary>How many there were of each kind, by id.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>How many there were in all.</summary>
    public long Total => _counts.Values.Sum();

    /// <summary>
    /// Counts one more of a kind; true if its text is still wanted, which <see cref="Keep"/> then takes. For hot paths,
    /// where making a text for nothing would cost.
    /// </summary>
    public bool Count(string id, long times = 1)
    {
        long before = _counts.GetValueOrDefault(id);
        _counts[id] = before + times;
        return before < KeptOfEachKind;
    }

    /// <summary>Keeps a diagnostic that <see cref="Count"/> wanted.</summary>
    public void Keep(Diagnostic diagnostic) => _kept.Add(diagnostic);

    /// <summary>Counts a diagnostic, and keeps it if it is among the first of its kind.</summary>
    public void Warn(string id, InputPosition position, string message)
    {
        if (Count(id))
        {
            Keep(new Diagnostic(id, position, message));
        }
    }
}
