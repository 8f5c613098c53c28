namespace Refold.Formats.Inputs;

/// <summary>A stream that stays open when this one is closed, since its owner needs it to go on.</summary>
internal sealed class BorrowedStream(Stream owned) : ForwardStream
{
    public override int Read(Span<byte> buffer) => owned.Read(buffer);
}
