namespace Refold.Formats.Packing;

/// <summary>A kind of packing of inputs, such as gzip or zip. Has no state.</summary>
internal interface IPacking
{
    /// <summary>Whether bytes with this head have the packing. Names are not considered.</summary>
    bool Recognises(ReadOnlySpan<byte> head);
}
