using System.Globalization;

namespace Refold.Formats.Speedscope;

/// <summary>Names the track of a sample after its labels.</summary>
/// <remarks>
/// <code>
/// track         labels of a sample                          name
/// goroutine     goroutine=28 entry="main.work"              main.work (goroutine 28)
/// thread        thread=worker-1                             worker-1
/// thread        comm=app pid=10 tid=12                      app (10/12)
/// thread        tid=12                                      (12)
/// processor     cpu=3                                       cpu 3
/// process       process=app pid=10                          app (10)
/// request       request=7                                   request 7
/// request       request="login"                             login
/// </code>
/// A goroutine whose entry is unknown in some samples, <c>goroutine 28</c>, is one track with those in which it is
/// known. Samples without these labels share the track <c>[unknown]</c>; samples of no goroutine are in the track of
/// their thread.
/// </remarks>
internal sealed class SpeedscopeTrackNames
{
    private const string Goroutine = "goroutine";
    private const string Entry = "entry";
    private const string Unknown = "[unknown]";

    private static readonly string[] ThreadKeys =
    [
        WellKnownLabels.Thread, WellKnownLabels.Command, WellKnownLabels.Process, WellKnownLabels.ProcessId,
        WellKnownLabels.ThreadId,
    ];

    private readonly string _track;
    private readonly string?[] _values;

    /// <summary>Creates the names of one kind of track: the value of <see cref="SpeedscopeOptions.Track"/>.</summary>
    public SpeedscopeTrackNames(string track)
    {
        _track = track;
        Keys = track switch
        {
            "" or Goroutine => [.. ThreadKeys, Goroutine, Entry],
            "thread" => ThreadKeys,
            "process" => [WellKnownLabels.Process, WellKnownLabels.ProcessId],
            "processor" => [WellKnownLabels.Cpu, "p"],
            _ => [track],
        };
        _values = new string?[Keys.Count];
    }

    /// <summary>The keys of the labels from which names are made.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether a sample had one of these labels.</summary>
    public bool AreFound { get; private set; }

    /// <summary>The name of the track of samples with some labels.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="key">The text that identifies the track; its name if no more is known of it.</param>
    public string NameOf(Profile profile, ReadOnlySpan<Label> labels, out string key)
    {
        Array.Clear(_values);
        foreach (ref readonly Label label in labels)
        {
            string text = profile.Text(label.Key);
            for (int i = 0; i < _values.Length; i++)
            {
                _values[i] ??= text == Keys[i] ? TextOf(profile, label) : null;
            }
        }

        AreFound |= Array.Exists(_values, value => value is not null);
        if ((_track is "" or Goroutine) && _values[5] is { } number)
        {
            key = $"goroutine {number}";
            return string.IsNullOrEmpty(_values[6]) ? key : $"{_values[6]} ({key})";
        }

        key = _track switch
        {
            "process" => WithIds(_values[0], _values[1]),
            "processor" => _values[0] is { } cpu ? $"cpu {cpu}" : _values[1] is { } p ? $"P {p}" : Unknown,
            "thread" or "" or Goroutine => NameOfThread(),
            _ => NameOfLabel(profile, labels),
        };
        return key;
    }

    private static string WithIds(string? name, string? ids) =>
        ids is null ? (string.IsNullOrEmpty(name) ? Unknown : name) : $"{name} ({ids})".TrimStart();

    private static string TextOf(Profile profile, in Label label) => label.Kind == LabelKind.Text
        ? profile.Text(label.Text)
        : label.Number.ToString(CultureInfo.InvariantCulture);

    private string NameOfThread()
    {
        string ids = string.Join('/', new[] { _values[3], _values[4] }.Where(v => v is not null));
        return WithIds(_values[0] ?? _values[1] ?? _values[2], ids.Length == 0 ? null : ids);
    }

    private string NameOfLabel(Profile profile, ReadOnlySpan<Label> labels)
    {
        bool isNumber = false;
        foreach (ref readonly Label label in labels)
        {
            isNumber |= label.Kind != LabelKind.Text && profile.Text(label.Key) == _track;
        }

        return string.IsNullOrEmpty(_values[0]) ? Unknown : isNumber ? $"{_track} {_values[0]}" : _values[0]!;
    }
}
