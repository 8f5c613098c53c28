namespace Refold.Formats.Packing;

/// <summary>The files of an archive, in order.</summary>
internal interface IArchive : IDisposable
{
    /// <summary>The name of the packing, for messages: <c>zip</c>.</summary>
    string Packing { get; }

    /// <summary>Moves to the next file; null at the end. Its content can be read until the next call.</summary>
    /// <exception cref="EndOfStreamException">
    /// The archive is truncated here. Not thrown if it is truncated inside a file of which some was read.
    /// </exception>
    /// <exception cref="Exception">The archive is corrupt: <see cref="SalvagingStream.IsDamage"/>.</exception>
    (string Name, Stream Content)? Next();
}
