namespace Refold.Formats;

/// <summary>Returns whether an input is of one kind of file.</summary>
/// <param name="head">The first bytes of the input, decompressed.</param>
public delegate bool HeadPredicate(ReadOnlySpan<byte> head);

/// <summary>A kind of file that no format reads, so that an error can name it.</summary>
/// <param name="Title">The name, with its article: <c>a Java Flight Recording</c>.</param>
/// <param name="Matches">Tests the first bytes. Must be fast and must not throw.</param>
public sealed record ForeignSignature(string Title, HeadPredicate Matches)
{
    /// <summary>
    /// Advice on one line, such as the command that converts the file; <c>{0}</c> is replaced by the name of the input.
    /// </summary>
    public string? Advice { get; init; }

    /// <summary>Whether such files contain profiles.</summary>
    public bool IsProfile { get; init; }

    /// <summary>
    /// Whether the signature is only a guess from some text: a format that finds the input possible overrides it.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>Describes an input of this kind on one line, without its name.</summary>
    /// <param name="input">The name of the input, for the advice.</param>
    public string Describe(string input) =>
        $"this is {Title}, {(IsProfile ? "which Refold cannot read yet" : "not a profile")}"
        + (Advice is null ? "" : $"; {Advice.Replace("{0}", input, StringComparison.Ordinal)}");
}
