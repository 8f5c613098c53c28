namespace Refold;

/// <summary>The exception of readers for an input that is corrupt or not in their format.</summary>
public sealed class ProfileFormatException : FormatException
{
    /// <summary>Creates an exception with the message <c>position: problem</c>.</summary>
    /// <param name="position">The place in the input.</param>
    /// <param name="problem"><c>expected X, found Y</c>, without full stop.</param>
    /// <param name="inner">The exception of a library that caused this one; null if there is none.</param>
    public ProfileFormatException(InputPosition position, string problem, Exception? inner = null)
        : base($"{position}: {problem}", inner) => Position = position;

    /// <summary>The place in the input.</summary>
    public InputPosition Position { get; }
}
