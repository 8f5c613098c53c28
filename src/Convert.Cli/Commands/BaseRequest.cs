namespace Refold.Cli;

/// <summary>The profiles to subtract from the inputs.</summary>
/// <param name="Paths">The profiles to subtract; several are merged.</param>
/// <param name="Differ">The subtraction and its options.</param>
internal sealed record BaseRequest(IReadOnlyList<string> Paths, ProfileDiffer Differ);
