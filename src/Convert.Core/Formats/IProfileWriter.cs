namespace Refold.Formats;

/// <summary>Writes one format with fixed options. May write several profiles, one after the other.</summary>
public interface IProfileWriter
{
    /// <summary>The facts that the writer reads; a reader may discard all others. By default everything.</summary>
    ReadRequest Request => ReadRequest.All;

    /// <summary>
    /// The facts that come back when an output is read, if the options change them; null for
    /// <see cref="ProfileFormat.Keeps"/>.
    /// </summary>
    ProfileFacts? Keeps => null;

    /// <summary>The indexes of the sample types that are written, from 0. By default all.</summary>
    /// <param name="profile">The profile to write.</param>
    IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [.. Enumerable.Range(0, profile.SampleTypes.Count)];
    }

    /// <summary>Writes the whole profile and leaves the stream open.</summary>
    /// <remarks>
    /// Equal profiles and options give the same bytes, independent of culture, machine and number of threads.
    /// </remarks>
    /// <exception cref="IOException">The output cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    void Write(Profile profile, Stream output, ConversionContext context);
}
