using System.Globalization;

namespace Refold;

/// <summary>
/// The warnings and notes of a conversion: the first few of each kind in full, the others as a count, so that a bad
/// input of a million lines costs no memory. Not thread-safe.
/// </summary>
public sealed class DiagnosticLog
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _kept = [];
    private readonly HashSet<string> _cutArchives = new(StringComparer.Ordinal);
    private string? _cutInput;
    private int _keptCut = -1;

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

    /// <summary>
    /// Counts a note, and keeps it if it is among the first of its kind. Use other ids than for warnings.
    /// </summary>
    public void Note(string id, InputPosition position, string message)
    {
        if (CountKind(id, 1))
        {
            Keep(new Diagnostic(id, position, message, DiagnosticSeverity.Note));
        }
    }

    /// <summary>Sets the position of diagnostics that have none, as those of transforms.</summary>
    /// <param name="start">The index in <see cref="Kept"/> of the first diagnostic to change.</param>
    /// <param name="position">The position: the name of the option that requested the transform, for example.</param>
    public void Locate(int start, InputPosition position)
    {
        for (int i = start; i < _kept.Count; i++)
        {
            _kept[i] = _kept[i].Position == default ? _kept[i] with { Position = position } : _kept[i];
        }
    }

    /// <summary>
    /// Warns that an input ends early, once for each input: the first report, from the outermost packing, is the cause,
    /// and those that follow from it are discarded. The number of samples read is appended when the profile is built.
    /// </summary>
    /// <param name="id">The kind of warning: <c>input.damaged-gzip</c>.</param>
    /// <param name="position">The place where the input ends.</param>
    /// <param name="message">
    /// What ends early, and where: <c>the gzip data end early, after 4096 bytes unpacked</c>.
    /// </param>
    public void WarnOfCut(string id, InputPosition position, string message)
    {
        if (IsCut(position.Input))
        {
            return;
        }

        _cutInput = position.Input;
        _cutArchives.Add(position.Input);
        _keptCut = Count(id) ? _kept.Count : -1;
        if (_keptCut >= 0)
        {
            Keep(new Diagnostic(id, position, message));
        }
    }

    /// <summary>
    /// Whether an input is known to end early, from a warning since the last profile was built or from an earlier one
    /// about the archive that it is in. What is missing at its end then needs no further warning, and its last record
    /// may be half of one.
    /// </summary>
    /// <param name="input">The name of the input: that of the archive or of an entry in it.</param>
    public bool IsCut(string input) => input is not null
        && ((_cutInput is not null && input.StartsWith(_cutInput, StringComparison.Ordinal)) || IsInCutArchive(input));

    /// <summary>
    /// Ends the reading of an input: if it was cut, appends the number of samples that were read to the warning.
    /// </summary>
    internal void EndInput(long samples)
    {
        if (_keptCut >= 0)
        {
            Diagnostic cut = _kept[_keptCut];
            string read = samples == 1 ? "sample was read" : "samples were read";
            string message = string.Create(CultureInfo.InvariantCulture, $"{cut.Message}; {samples} {read}");
            _kept[_keptCut] = cut with { Message = message };
        }

        (_cutInput, _keptCut) = (null, -1);
    }

    // The archive's stream is read ahead, so that its end may be met, and warned of, before the file that it ends in.
    private bool IsInCutArchive(string input)
    {
        for (int end = input.IndexOf('!', StringComparison.Ordinal); end >= 0 && _cutArchives.Count > 0;)
        {
            if (_cutArchives.Contains(input[..end]))
            {
                return true;
            }

            end = input.IndexOf('!', end + 1);
        }

        return false;
    }

    private bool CountKind(string id, long times)
    {
        long before = _counts.GetValueOrDefault(id);
        _counts[id] = before + times;
        return before < KeptOfEachKind;
    }
}
