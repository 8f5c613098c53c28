using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Reads the lines with facts of the profile.</summary>
/// <remarks>
/// <code>
/// default "cpu"
/// start 1700000000000000000
/// period 10000000 cpu nanoseconds
/// clock unix
/// drop "^runtime\\."
/// comment "any number of these; the others at most once"
/// </code>
/// </remarks>
internal sealed class TextInfoReader(ProfileBuilder builder)
{
    private readonly HashSet<string> _seen = [];
    private readonly List<string> _comments = [];

    /// <summary>Reads a fact; false for other lines.</summary>
    public bool TryRead(ref TextScanner scanner)
    {
        if (scanner.TryWord("comment"u8))
        {
            _comments.Add(Text(ref scanner));
            return true;
        }

        return TryReadNumber(ref scanner) || TryReadText(ref scanner);
    }

    /// <summary>Adds the comments to the profile. Call it after the last line.</summary>
    public void Finish() => builder.Info = builder.Info with { Comments = _comments };

    private static string Text(ref TextScanner scanner) => Utf8Text.Decode(scanner.Text());

    private bool TryReadNumber(ref TextScanner scanner)
    {
        if (TryWord(ref scanner, "start"))
        {
            builder.Info = builder.Info with { StartUnixNanoseconds = scanner.Number() };
        }
        else if (TryWord(ref scanner, "duration"))
        {
            builder.Info = builder.Info with { DurationNanoseconds = scanner.Number() };
        }
        else if (TryWord(ref scanner, "period"))
        {
            builder.Info = builder.Info with { Period = scanner.Number() };
            SampleType? type = scanner.IsAtEnd ? null : TextRowReader.Type(ref scanner);
            builder.Info = builder.Info with { PeriodType = type };
        }
        else if (TryWord(ref scanner, "clock"))
        {
            ProfileClock clock = scanner.TryWord("unix"u8) ? ProfileClock.UnixEpoch
                : scanner.TryWord("start"u8) ? ProfileClock.RecordingStart
                : throw scanner.Unexpected("'unix' or 'start'");
            builder.Info = builder.Info with { Clock = clock };
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryReadText(ref TextScanner scanner)
    {
        if (TryWord(ref scanner, "default"))
        {
            builder.Info = builder.Info with { DefaultSampleType = Text(ref scanner) };
        }
        else if (TryWord(ref scanner, "drop"))
        {
            builder.Info = builder.Info with { DropFrames = Text(ref scanner) };
        }
        else if (TryWord(ref scanner, "keep"))
        {
            builder.Info = builder.Info with { KeepFrames = Text(ref scanner) };
        }
        else if (TryWord(ref scanner, "page"))
        {
            builder.Info = builder.Info with { DocUrl = Text(ref scanner) };
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryWord(ref TextScanner scanner, string word)
    {
        TextScanner before = scanner;
        if (!scanner.TryWord(Utf8Text.Encode(word)))
        {
            return false;
        }

        return _seen.Add(word) ? true : throw before.Unexpected($"'{word}' only once");
    }
}
