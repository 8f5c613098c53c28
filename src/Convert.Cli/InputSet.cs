using Refold.Formats.Inputs;

namespace Refold.Cli;

/// <summary>The inputs of a command: opened, recognised and read, one after the other.</summary>
internal sealed class InputSet(IReadOnlyList<string> paths, string? from, FormatSettings settings, InputProgress progress)
    : IInputs
{
    private readonly ProfileFormat? _format = from is null ? null : FormatChoice.ForReading(from);

    /// <inheritdoc/>
    public IEnumerable<ProfileFormat> PossibleFormats =>
        _format is null ? Formats.BuiltInFormats.All.Formats.Where(f => f.CanRead) : [_format];

    /// <inheritdoc/>
    public IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(ConversionContext context)
    {
        foreach (string path in paths)
        {
            using ProfileInput input = InputOpener.Open(path, context, progress);
            ProfileFormat format = _format ?? FormatChoice.ForReading(input);
            IProfileReader reader = settings.ReaderOf(format);
            if (paths.Count == 1)
            {
                settings.CheckAllUsed();
            }

            yield return (input.Name, format, reader.Read(input, context));
        }
    }

    /// <inheritdoc/>
    public IDisposable? ShowProgress() => ProgressBar.StartIfSeen(progress);
}
