namespace Refold.Cli;

/// <summary>There were warnings or losses, which <c>--strict</c> turns into errors.</summary>
internal sealed class StrictException(string message) : Exception(message);
