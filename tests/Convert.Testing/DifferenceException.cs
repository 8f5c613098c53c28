namespace Refold.Testing;

/// <summary>Something is not as it must be; the message says what, in full.</summary>
public sealed class DifferenceException(string message, Exception? inner = null) : Exception(message, inner);
