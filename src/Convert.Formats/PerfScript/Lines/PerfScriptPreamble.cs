using Refold.Text;

namespace Refold.Formats.PerfScript;

/// <summary>
/// What the lines that begin with <c>#</c> tell: with <c>--header</c>, where and how the recording was made (perf:
/// tools/perf/util/header.c).
/// </summary>
internal sealed class PerfScriptPreamble
{
    private const int MaxComments = 256;
    private const int MaxCommentLength = 4096;

    private readonly List<string> _comments = [];
    private readonly Dictionary<string, long> _periods = [];

    /// <summary>The lines <c>key : value</c>, without <c>#</c>.</summary>
    public IReadOnlyList<string> Comments => _comments;

    /// <summary>The period that was asked for, in the event's unit; 0 if unknown, or if a frequency was asked for.</summary>
    public long PeriodOf(string eventName) => _periods.GetValueOrDefault(eventName);

    /// <summary>Takes in a line, <c>#</c> included.</summary>
    public void Take(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = PerfScriptText.Trim(line[1..]);
        if (text.IndexOf(" : "u8) < 0 || text.Length > MaxCommentLength || _comments.Count == MaxComments)
        {
            return;
        }

        _comments.Add(Utf8Text.Decode(text));
        if (text.StartsWith("event : name = "u8))
        {
            TakeEvent(text["event : name = ".Length..]);
        }
    }

    // `name = cycles, , id = { … }, …, { sample_period, sample_freq } = 4000, …, freq = 1, …`
    private void TakeEvent(ReadOnlySpan<byte> text)
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
