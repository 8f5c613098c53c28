namespace Refold.Formats.Packing;

/// <summary>One kind of packing around inputs, such as gzip or zip. Has no state.</summary>
internal interface IPacking
{
    /// <summary>Whether bytes that begin with <paramref name="head"/> are packed so; never decided by a name.</summary>
    bool Recognises(ReadOnlySpan<byte> head);
}
