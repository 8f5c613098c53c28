namespace Refold.Formats.Packing;

/// <summary>A file with a password in an archive: an error only if it is read.</summary>
internal sealed class LockedStream(string archive, string entry) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => throw new ProfileFormatException(
        new InputPosition(archive), $"expected a file without password, found {MessageText.Quote(entry)}");
}
