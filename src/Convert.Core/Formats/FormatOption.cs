namespace Refold.Formats;

/// <summary>An option that a format declares: for checking, for help, and for the format's page.</summary>
/// <param name="Name">Its name on the command line, lower case with dashes: <c>width</c>.</param>
/// <param name="Default">Its value when it is not given; empty if there is none.</param>
/// <param name="Help">What it does, in one sentence without full stop, the unit of the value among it.</param>
public sealed record FormatOption(string Name, string Default, string Help);
