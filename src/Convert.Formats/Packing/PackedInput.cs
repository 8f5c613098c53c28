namespace Refold.Formats.Packing;

/// <summary>An input of which one or more layers of packing may still have to be removed.</summary>
/// <param name="Name">The name for messages; archives append the name of the file in them.</param>
/// <param name="Stream">The bytes, from the first.</param>
internal readonly record struct PackedInput(string Name, Stream Stream)
{
    /// <summary>The file, if the bytes are exactly the content of a file that can seek; else null.</summary>
    public FileStream? File { get; init; }
}
