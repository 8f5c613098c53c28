namespace Refold;

/// <summary>
/// The warnings and notes of a conversion: the first few of each kind in full, the others as a count, so that a bad input
/// of a million lines costs no memory. Not thread-safe.
/// </summary>
public sealed class DiagnosticLog
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _kept = [];

    /// <summary>How many of each kind are kept in full.</summary>
    public const int KeptOfEachKind = 3;

    /// <summary>The warnings and notes that are kept in full, in the order they came.</summary>
    public IReadOnlyList<Diagnostic> Kept => _kept;

    /// <summary>The number of warnings and notes of each kind, by id.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The number of warnings, without notes; more than 0 is an error with <c>--strict</c>.</summary>
    public long WarningCount { get; private set; }

    /// <summary>
    /// Counts further warnings of a kind; true if the text of one is to be passed to <see cref="Keep"/>. For hot paths,
    /// where a text that is then discarded would cost time.
    /// </summary>
    public bool Count(string id, long times = 1)
    {
        WarningCount += times;
        return CountKind(id, times);
    }

    /// <summary>Keeps a warning for which <see cref="Count"/> returned true.</summary>
    public void Keep(Diagnostic diagnostic) => _kept.Add(diagnostic);

    /// <summary>Counts a warning, and keeps it if it is among the first of its kind.</summary>
    public void Warn(string id, InputPosition position, string message)
    {
        if (Count(id))
        {
            Keep(new Diagnostic(id, position, message));
        }
    }

    /// <summary>Counts a note, and keeps it if it is among the first of its kind. Use other ids than for warnings.</summary>
    public void Note(string id, InputPosition position, string message)
    {
        if (CountKind(id, 1))
        {
            Keep(new Diagnostic(id, position, message, DiagnosticSeverity.Note));
        }
    }

    private bool CountKind(string id, long times)
    {
        long before = _counts.GetValueOrDefault(id);
        _counts[id] = before + times;
        return before < KeptOfEachKind;
    }
}
