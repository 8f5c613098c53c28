using Refold.Formats;

namespace Refold.Cli.Collect;

/// <summary>The recording as the only input of a conversion, read while it is recorded.</summary>
internal sealed class RecordedInput(Recorder recorder, FormatSettings settings) : IInputs
{
    /// <summary>The format of recordings.</summary>
    public const string FormatName = "nettrace";

    private readonly ProfileFormat _format = FormatChoice.ForReading(FormatName);

    /// <inheritdoc/>
    public IEnumerable<ProfileFormat> PossibleFormats => [_format];

    /// <inheritdoc/>
    public IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(ConversionContext context)
    {
        IProfileReader reader = settings.ReaderOf(_format);
        settings.CheckAllUsed();
        (string Name, ProfileFormat Format, Profile Profile)? read = null;
        recorder.Record((name, events) =>
        {
            using var input = ProfileInput.FromStream(events, name);
            read = (name, _format, reader.Read(input, context));
        });
        return [read!.Value];
    }

    /// <summary>None: the recorder shows its own progress.</summary>
    public IDisposable? ShowProgress() => null;
}
