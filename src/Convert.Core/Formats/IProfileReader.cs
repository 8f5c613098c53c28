namespace Refold.Formats;

/// <summary>Reads one format. Made for one set of options; may be used for several inputs, one after the other.</summary>
public interface IProfileReader
{
    /// <summary>
    /// Reads the whole input. It must depend on nothing but the input, the options and the context, must not ask for
    /// more memory than the input proves necessary, and leaves the stream open.
    /// </summary>
    /// <exception cref="ProfileFormatException">The input is not in this format, or is damaged beyond use.</exception>
    /// <exception cref="IOException">The input could not be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    Profile Read(ProfileInput input, ConversionContext context);
}
