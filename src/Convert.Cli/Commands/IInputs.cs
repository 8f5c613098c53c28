using Refold.Formats;

namespace Refold.Cli;

/// <summary>The source of a conversion: profiles, read one after the other.</summary>
internal interface IInputs
{
    /// <summary>The formats that the inputs may have, before they are opened.</summary>
    IEnumerable<ProfileFormat> PossibleFormats { get; }

    /// <summary>Reads the profiles lazily: each when it is enumerated.</summary>
    IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(ConversionContext context);

    /// <summary>Shows progress on the terminal until disposed; null if standard error is not a terminal.</summary>
    IDisposable? ShowProgress();
}
