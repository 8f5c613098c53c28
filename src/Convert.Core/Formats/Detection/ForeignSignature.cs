namespace Refold.Formats;

/// <summary>Whether an input begins as one kind of file does.</summary>
/// <param name="head">The first bytes of the input, unpacked.</param>
public delegate bool HeadPredicate(ReadOnlySpan<byte> head);

/// <summary>A kind of file that no format reads, recognised so that a message can name it.</summary>
/// <param name="Title">What it is, with its article: <c>a Java Flight Recording</c>.</param>
/// <param name="Matches">Whether an input begins as this kind does. Must be quick, must not throw.</param>
public sealed record ForeignSignature(string Title, HeadPredicate Matches)
{
    /// <summary>
    /// What to do instead, on one line, if there is one thing to do; <c>{0}</c> is replaced by the name of the input.
    /// </summary>
    public string? Advice { get; init; }

    /// <summary>Whether such files hold profiles, which may be read one day.</summary>
    public bool IsProfile { get; init; }

    /// <summary>
    /// Whether the signature is a guess from a look at some text, which gives way to a format that finds an input
    /// possible.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>One line about an input of this kind, without its name.</summary>
    /// <param name="input">The name of the input, for the advice.</param>
    public string Describe(string input) =>
        $"this is {Title}, {(IsProfile ? "which Refold cannot read yet" : "not a profile")}"
        + (Advice is null ? "" : $"; {Advice.Replace("{0}", input, StringComparison.Ordinal)}");
}
