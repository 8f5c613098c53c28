using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>The inputs of a command, opened, detected and read one after the other.</summary>
internal sealed class InputSet(
    IReadOnlyList<string> paths, string? from, FormatSettings settings, InputProgress progress) : IInputs
{
    private readonly ProfileFormat? _format = from is null ? null : FormatChoice.ForReading(from);

    /// <inheritdoc/>
    public IEnumerable<ProfileFormat> PossibleFormats =>
        _format is null ? Formats.BuiltInFormats.All.Formats.Where(f => f.CanRead) : [_format];

    /// <inheritdoc/>
    public IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(ConversionContext context) =>
        paths.SelectMany(path => Read(path, context));

    /// <summary>Reads one input; an archive may give several profiles.</summary>
    public IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(
        string path, ConversionContext context)
    {
        foreach (ProfileInput input in InputOpener.OpenAll(path, context, IsProfile, progress))
        {
            ProfileFormat format = _format ?? FormatChoice.ForReading(input);
            IProfileReader reader = settings.ReaderOf(format);
            if (paths.Count == 1 && input.Name == path)
            {
                settings.CheckAllUsed();
            }

            yield return (input.Name, format, reader.Read(input, context));
        }
    }

    // Whether an entry of an archive is read. With --from, also an entry that is not detected, if its name has an
    // ending of that format.
    private bool IsProfile(ProfileInput input)
    {
        ProfileFormat? found = Formats.BuiltInFormats.All.Detect(input, looksFurther: false).Format;
        return _format is null ? found is not null
            : found == _format || (found is null && _format.Extensions.Any(
                e => input.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)));
    }

    /// <inheritdoc/>
    public IDisposable? ShowProgress() => ProgressBar.StartIfSeen(progress);
}
