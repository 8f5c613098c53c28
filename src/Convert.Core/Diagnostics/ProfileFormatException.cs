namespace Refold;

/// <summary>An input is not in the format it was taken for, or is damaged beyond use. The only exception of readers.</summary>
public sealed class ProfileFormatException : FormatException
{
    /// <summary>Makes an exception whose message is <c>position: problem</c>.</summary>
    /// <param name="position">Where the input stopped making sense.</param>
    /// <param name="problem">What was expected and what was found, lower case, without full stop.</param>
    /// <param name="inner">The exception of a library that this one stands for.</param>
    public ProfileFormatException(InputPosition position, string problem, Exception? inner = null)
        : base($"{position}: {problem}", inner) => Position = position;

    /// <summary>Where the input stopped making sense.</summary>
    public InputPosition Position { get; }
}
