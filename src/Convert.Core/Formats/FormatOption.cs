namespace Refold.Formats;

/// <summary>The declaration of a format's option, from which the command line checks values and prints help.</summary>
/// <param name="Name">The name on the command line, lower case with dashes: <c>width</c>.</param>
/// <param name="Default">The default value; empty if there is none.</param>
/// <param name="Help">A sentence about its effect and the unit of its value, without full stop.</param>
public sealed record FormatOption(string Name, string Default, string Help);
