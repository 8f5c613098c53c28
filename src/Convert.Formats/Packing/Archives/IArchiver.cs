namespace Refold.Formats.Packing;

/// <summary>A packing of files, such as zip.</summary>
internal interface IArchiver : IPacking
{
    /// <summary>The files inside. The result closes what it came from.</summary>
    IArchive Open(PackedInput packed, ConversionContext context);
}
