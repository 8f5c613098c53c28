using Refold.Formats;

namespace Refold.Cli;

/// <summary>What a conversion reads: profiles, one after the other.</summary>
internal interface IInputs
{
    /// <summary>The formats that they may have, as far as is known before.</summary>
    IEnumerable<ProfileFormat> PossibleFormats { get; }

    /// <summary>Reads them.</summary>
    IEnumerable<(string Name, ProfileFormat Format, Profile Profile)> Read(ConversionContext context);

    /// <summary>Shows people how far the reading has come; null if nobody would see it.</summary>
    IDisposable? ShowProgress();
}
