namespace Refold.Formats.Packing;

/// <summary>A packing of files, such as zip.</summary>
internal interface IArchiver : IPacking
{
    /// <summary>Opens an archive, which is closed with the result.</summary>
    IArchive Open(PackedInput packed, ConversionContext context);
}
