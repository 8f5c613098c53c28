namespace Refold.Cli;

/// <summary>What the inputs are compared with.</summary>
/// <param name="Paths">The profiles to subtract; several are merged.</param>
/// <param name="Differ">How they are subtracted.</param>
internal sealed record BaseRequest(IReadOnlyList<string> Paths, ProfileDiffer Differ);
