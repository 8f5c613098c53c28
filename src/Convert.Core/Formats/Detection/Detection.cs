using System.Text;
using Refold.Text;

namespace Refold.Formats;

/// <summary>The result of detection: a format, a foreign file, or neither.</summary>
/// <param name="Format">The format of the input; null if unknown.</param>
/// <param name="Confidence">The confidence of the format; <see cref="Confidence.None"/> without one.</param>
/// <param name="Foreign">The kind of file, if it is known and no format reads it; otherwise null.</param>
public sealed record Detection(ProfileFormat? Format, Confidence Confidence, ForeignSignature? Foreign)
{
    private const int ShownLength = 40;

    /// <summary>Neither a format nor a known foreign file.</summary>
    public static Detection Nothing { get; } = new(null, Confidence.None, null);

    /// <summary>Creates the error for an input of unknown format, with its kind or its first bytes.</summary>
    /// <param name="input">The input.</param>
    /// <param name="foreign">The kind of file; null if unknown.</param>
    /// <param name="choice">
    /// Advice on how to choose a format, for an input that could have one; null if there is no way to choose.
    /// </param>
    public static ProfileFormatException ErrorFor(ProfileInput input, ForeignSignature? foreign, string? choice = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        string problem = foreign?.Describe(input.Name) ?? $"this is no known profile ({Beginning(input.Head)})";
        bool isOpen = choice is not null && (foreign is null or { IsGuess: true, Advice: null });
        return new ProfileFormatException(new InputPosition(input.Name), isOpen ? $"{problem}; {choice}" : problem);
    }

    // The first bytes of text are shown; those of other files would be a line of escapes.
    private static string Beginning(ReadOnlySpan<byte> head)
    {
        string text = Utf8Text.Decode(head[..Math.Min(head.Length, ShownLength * 4)].TrimStart(" \t\r\n"u8));
        int lineEnd = text.AsSpan().IndexOfAny('\r', '\n');
        string shown = lineEnd >= 0 ? text[..lineEnd] : text;
        if (shown.Length > ShownLength)
        {
            shown = shown[..(char.IsHighSurrogate(shown[ShownLength - 1]) ? ShownLength - 1 : ShownLength)];
        }

        bool isText = shown.EnumerateRunes()
            .All(r => r != Rune.ReplacementChar && (r.Value == '\t' || !Rune.IsControl(r)));
        return !isText ? "binary data"
            : shown.Length == 0 ? "blank lines"
            : $"it begins with {MessageText.Quote(shown)}";
    }
}
