namespace Refold.Formats;

/// <summary>Reads one format with fixed options. May read several inputs, one after the other.</summary>
public interface IProfileReader
{
    /// <summary>Reads the whole input and leaves its stream open.</summary>
    /// <remarks>
    /// The result depends on the input, the options and the context only. Lengths and counts in the input are not
    /// trusted: memory is allocated in proportion to the bytes that were read.
    /// </remarks>
    /// <exception cref="ProfileFormatException">The input is not in this format, or is corrupt.</exception>
    /// <exception cref="IOException">The input cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    Profile Read(ProfileInput input, ConversionContext context);
}
