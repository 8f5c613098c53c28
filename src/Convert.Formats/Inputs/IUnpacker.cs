namespace Refold.Formats.Inputs;

/// <summary>One kind of packing around inputs, such as gzip. Has no state.</summary>
internal interface IUnpacker
{
    /// <summary>True if bytes that begin with <paramref name="head"/> are packed so; never decided by a name.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>What is inside. The result closes what it came from.</summary>
    /// <exception cref="ProfileFormatException">Nothing inside can be read, or there is more than one profile.</exception>
    PackedInput Unpack(PackedInput packed, ConversionContext context);
}
