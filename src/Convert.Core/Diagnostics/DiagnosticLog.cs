using System.Globalization;

namespace Refold;

/// <summary>The warnings and notes of a conversion. Not thread-safe.</summary>
/// <remarks>
/// The first three of each kind are kept, the others are counted: an input with a million odd lines takes no memory.
/// </remarks>
public sealed class DiagnosticLog
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _kept = [];
    private readonly HashSet<string> _cutArchives = new(StringComparer.Ordinal);
    private string? _cutInput;
    private int _keptCut = -1;

    /// <summary>The number of diagnostics of each kind that are kept.</summary>
    public const int KeptOfEachKind = 3;

    /// <summary>The warnings and notes that are kept, in the order of the reports.</summary>
    public IReadOnlyList<Diagnostic> Kept => _kept;

    /// <summary>The number of warnings and notes of each kind, by id.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The number of warnings, without notes.</summary>
    public long WarningCount { get; private set; }

    /// <summary>Counts warnings of a kind. For hot paths, which make a text only if it is kept.</summary>
    /// <param name="id">The id of the kind.</param>
    /// <param name="times">The number of warnings.</param>
    /// <returns>Whether the caller is to pass one of them to <see cref="Keep"/>.</returns>
    public bool Count(string id, long times = 1)
    {
        WarningCount += times;
        return CountKind(id, times);
    }

    /// <summary>Keeps a warning that <see cref="Count"/> asked for.</summary>
    public void Keep(Diagnostic diagnostic) => _kept.Add(diagnostic);

    /// <summary>Reports a warning.</summary>
    public void Warn(string id, InputPosition position, string message)
    {
        if (Count(id))
        {
            Keep(new Diagnostic(id, position, message));
        }
    }

    /// <summary>Reports a note. Its id must not be that of a warning.</summary>
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

    /// <summary>Reports that an input is truncated, once for each input.</summary>
    /// <remarks>
    /// The first report comes from the outermost compression and is the cause; the following ones are discarded. The
    /// number of samples that were read is appended when the profile is built:
    /// <code>
    /// cpu.pb.gz: the gzip data end early, after 4096 bytes unpacked; 120 samples were read [input.damaged-gzip]
    /// </code>
    /// </remarks>
    /// <param name="id">The kind of warning: <c>input.damaged-gzip</c>.</param>
    /// <param name="position">The place where the input ends.</param>
    /// <param name="message">
    /// The part that ends early: <c>the gzip data end early, after 4096 bytes unpacked</c>.
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
    /// Whether an input is known to be truncated, from a report since the last profile was built or from one about its
    /// archive. Parts that are missing at its end then need no further warning, and its last record may be incomplete.
    /// </summary>
    /// <param name="input">The name of the input: that of the archive or of an entry in it.</param>
    public bool IsCut(string input) => input is not null
        && ((_cutInput is not null && input.StartsWith(_cutInput, StringComparison.Ordinal)) || IsInCutArchive(input));

    /// <summary>Ends the reading of an input: completes the warning about its truncation, if there is one.</summary>
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

    // The stream of an archive is read ahead: its end may be reported before the entry that contains it is read.
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
