using Refold.Formats.Inputs;

namespace Refold.Cli;

/// <summary>Shows how far the reading has come, on a terminal, if it takes long enough to be worth it.</summary>
internal sealed class ProgressBar : IDisposable
{
    /// <summary>A bar for these inputs; null if nobody would see it.</summary>
    public static ProgressBar? StartIfWanted(InputProgress progress) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
