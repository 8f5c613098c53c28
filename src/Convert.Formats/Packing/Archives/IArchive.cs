namespace Refold.Formats.Packing;

/// <summary>The files of an archive, one after the other.</summary>
internal interface IArchive : IDisposable
{
    /// <summary>The name of the packing, for messages: <c>zip</c>.</summary>
    string Packing { get; }

    /// <summary>Goes to the next file; null at the end. Its content can be read until the next call.</summary>
    /// <exception cref="EndOfStreamException">
    /// The archive ends early here. Not thrown if it ends inside the content of a file, of which some was read.
    /// </exception>
    /// <exception cref="Exception">The archive is damaged: <see cref="SalvagingStream.IsDamage"/>.</exception>
    (string Name, Stream Content)? Next();
}
