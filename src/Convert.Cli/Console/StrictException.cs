namespace Refold.Cli;

/// <summary>There were warnings, and <c>--strict</c> makes them errors.</summary>
internal sealed class StrictException(string message) : Exception(message);
