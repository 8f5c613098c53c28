namespace Refold.Formats.Packing;

/// <summary>Bytes on their way to becoming a <see cref="ProfileInput"/>: a layer of packing, or what is below it.</summary>
/// <param name="Name">The name for messages; archives add the name of what they hold.</param>
/// <param name="Stream">The bytes, from the first.</param>
internal readonly record struct PackedInput(string Name, Stream Stream)
{
    /// <summary>The file that the bytes are in, whole and for nothing else, if they lie in one that can seek.</summary>
    public FileStream? File { get; init; }
}
