using Refold.Formats;

namespace Refold.Cli;

/// <summary>The profiles that the inputs are compared with.</summary>
/// <param name="Paths">The paths of the base; several are merged.</param>
/// <param name="Combine">Subtracts the base from the inputs, or puts both side by side.</param>
/// <param name="UsesOneType">Whether only the default sample type of the inputs is used.</param>
internal sealed record BaseRequest(
    IReadOnlyList<string> Paths, Func<Profile, Profile, ConversionContext, Profile> Combine, bool UsesOneType);
