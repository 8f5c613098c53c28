namespace Refold.Formats;

/// <summary>Writes one format. Made for one set of options; may be used for several profiles, one after the other.</summary>
public interface IProfileWriter
{
    /// <summary>What the writer looks at; a reader may leave out the rest. Everything, unless the writer says less.</summary>
    ReadRequest Request => ReadRequest.All;

    /// <summary>What comes back of its outputs with its options; null if that is what the format declares.</summary>
    ProfileFacts? Keeps => null;

    /// <summary>The sample types that it writes, as columns from 0. All, unless the writer says less.</summary>
    /// <param name="profile">The profile that is to be written.</param>
    IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [.. Enumerable.Range(0, profile.SampleTypes.Count)];
    }

    /// <summary>
    /// Writes the whole profile. The same profile and options give the same bytes, always and everywhere: whatever the
    /// culture, the machine, the number of threads. Leaves the stream open.
    /// </summary>
    /// <exception cref="IOException">The output could not be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    void Write(Profile profile, Stream output, ConversionContext context);
}
