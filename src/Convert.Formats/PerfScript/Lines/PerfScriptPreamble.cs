using Refold.Text;

namespace Refold.Formats.PerfScript;

/// <summary>The facts of lines that begin with <c>#</c>, which <c>--header</c> prints before the records.</summary>
/// <remarks>
/// <code>
/// # captured on    : Mon Nov 23 05:15:23 2026
/// # hostname : buildhost
/// # cmdline : /usr/bin/perf record -g ./app
/// # event : name = cycles, , id = { 9 }, type = 0, …, { sample_period, sample_freq } = 4000, …, freq = 1, …
/// </code>
/// Source: tools/perf/util/header.c.
/// </remarks>
internal sealed class PerfScriptPreamble
{
    private const int MaxComments = 256;
    private const int MaxCommentLength = 4096;

    private readonly List<string> _comments = [];
    private readonly Dictionary<string, long> _periods = [];

    /// <summary>The lines <c>key : value</c>, without <c>#</c>.</summary>
    public IReadOnlyList<string> Comments => _comments;

    /// <summary>
    /// The sampling period requested from perf, in the unit of the event; 0 if it is unknown or perf sampled by
    /// frequency.
    /// </summary>
    public long PeriodOf(string eventName) => _periods.GetValueOrDefault(eventName);

    /// <summary>Adds a line, including its <c>#</c>; lines without <c>key : value</c> are ignored.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = PerfScriptText.Trim(line[1..]);
        if (text.IndexOf(" : "u8) < 0 || text.Length > MaxCommentLength || _comments.Count == MaxComments)
        {
            return;
        }

        _comments.Add(Utf8Text.Decode(text));
        if (text.StartsWith("event : name = "u8))
        {
            AddPeriod(text["event : name = ".Length..]);
        }
    }

    // `name = cycles, , id = { … }, …, { sample_period, sample_freq } = 4000, …, freq = 1, …`
    private void AddPeriod(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> key = "{ sample_period, sample_freq } = "u8;
        int end = text.IndexOf((byte)',');
        int at = text.IndexOf(key);
        if (end <= 0 || at < 0 || text.IndexOf(", freq = 1"u8) >= 0)
        {
            return;
        }

        ReadOnlySpan<byte> value = text[(at + key.Length)..];
        if (PerfScriptText.TryInteger(value[..PerfScriptText.DigitCount(value)], out long period))
        {
            _periods[Utf8Text.Decode(text[..end])] = period;
        }
    }
}
