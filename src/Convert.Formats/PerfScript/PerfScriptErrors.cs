namespace Refold.Formats.PerfScript;

/// <summary>Errors for inputs without samples.</summary>
internal static class PerfScriptErrors
{
    /// <summary>The error for an input without a complete record.</summary>
    /// <param name="input">The input.</param>
    public static ProfileFormatException NoRecord(ProfileInput input)
    {
        ReadOnlySpan<byte> head = input.Head;
        int end = head.IndexOf((byte)'\n');
        string found = head.IsEmpty ? "nothing" : MessageText.Quote(end < 0 ? head : head[..end]);
        return new ProfileFormatException(
            new InputPosition(input.Name, Line: 1),
            $"expected a record of perf script ('comm 123 4.567890: event:' and frames), found {found}");
    }

    /// <summary>The error for an input without a record of the requested event.</summary>
    /// <param name="input">The input.</param>
    /// <param name="requested">The requested event.</param>
    /// <param name="found">The events that the input has.</param>
    public static ProfileFormatException NoSample(ProfileInput input, string requested, string found) => new(
        new InputPosition(input.Name), $"expected records of event {MessageText.Quote(requested)}, found only {found}");
}
