namespace Refold.Formats.Packing;

/// <summary>A packing of a single content, such as gzip.</summary>
internal interface IUnpacker : IPacking
{
    /// <summary>Unpacks an input, which is closed with the result.</summary>
    /// <exception cref="ProfileFormatException">Nothing can be unpacked.</exception>
    PackedInput Unpack(PackedInput packed, ConversionContext context);
}
