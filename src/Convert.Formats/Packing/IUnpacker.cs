namespace Refold.Formats.Packing;

/// <summary>A packing of one content, such as gzip.</summary>
internal interface IUnpacker : IPacking
{
    /// <summary>What is inside. The result closes what it came from.</summary>
    /// <exception cref="ProfileFormatException">Nothing inside can be read.</exception>
    PackedInput Unpack(PackedInput packed, ConversionContext context);
}
