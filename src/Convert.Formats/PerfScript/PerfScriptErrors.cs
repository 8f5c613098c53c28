namespace Refold.Formats.PerfScript;

/// <summary>Errors for inputs without samples.</summary>
internal static class PerfScriptErrors
{
    /// <summary>Throws if an input has no complete record, or none of the requested event.</summary>
    /// <param name="samples">The samples of the input.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The options, which have the requested event.</param>
    public static void ThrowIfEmpty(PerfScriptSamples samples, ProfileInput input, PerfScriptOptions options)
    {
        if (samples.SampleCount == 0)
        {
            throw samples.RecordCount == 0
                ? NoRecord(input)
                : NoSample(input, options.Event, samples.EventNames);
        }
    }

    private static ProfileFormatException NoRecord(ProfileInput input)
    {
        ReadOnlySpan<byte> head = input.Head;
        int end = head.IndexOf((byte)'\n');
        string found = head.IsEmpty ? "nothing" : MessageText.Quote(end < 0 ? head : head[..end]);
        return new ProfileFormatException(
            new InputPosition(input.Name, Line: 1),
            $"expected a record of perf script ('comm 123 4.567890: event:' and frames), found {found}");
    }

    private static ProfileFormatException NoSample(ProfileInput input, string requested, string found) => new(
        new InputPosition(input.Name), $"expected records of event {MessageText.Quote(requested)}, found only {found}");
}
