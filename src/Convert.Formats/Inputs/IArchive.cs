namespace Refold.Formats.Inputs;

/// <summary>The files of an archive, one after the other.</summary>
internal interface IArchive : IDisposable
{
    /// <summary>Goes to the next file; null at the end. Its content can be read until the next call.</summary>
    /// <exception cref="Exception">The archive is damaged: <see cref="SalvagingStream.IsDamage"/>.</exception>
    (string Name, Stream Content)? Next();
}
