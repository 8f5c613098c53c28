using System.Buffers.Binary;

namespace Refold.Formats.Nettrace;

/// <summary>
/// Walks through a file from block to block. A damaged block is left out, and the next one looked for; a file that
/// breaks off gives what it holds. Source: "NetTrace File Format" of dotnet/perfview (versions 3, 4 and 6).
/// </summary>
internal sealed class NettraceFileReader(NettraceInput input, NettraceBlockReader blocks, ConversionContext context)
{
    /// <summary>The warning that the file ends where it should not.</summary>
    public const string CutOffId = "nettrace.cut-off";

    /// <summary>The warning that bytes between blocks make no sense; those about blocks and events begin so, too.</summary>
    public const string DamagedId = "nettrace.damaged";

    private const int LargestVersion = 6;
    private const int MagicLength = 8;

    /// <summary>Reads all of it, and returns what the file says of itself.</summary>
    /// <exception cref="ProfileFormatException">It is not a trace, or of a version that is not known.</exception>
    public NettraceTraceInfo Run()
    {
        if (!input.TryPeek(MagicLength + 12, out ReadOnlySpan<byte> head))
        {
            throw NotATrace(head);
        }

        bool hasMagic = head.StartsWith(NettraceFileSignature.Magic);
        if (hasMagic && BinaryPrimitives.ReadInt32LittleEndian(head[MagicLength..]) == 0)
        {
            CheckVersion(BinaryPrimitives.ReadInt32LittleEndian(head[(MagicLength + 4)..]), LargestVersion);
            input.Skip(MagicLength + 12);
            new NettraceBlockFraming(input, this).Run();
            return blocks.Trace;
        }

        input.Skip(hasMagic ? MagicLength : 0);
        if (!input.TryPeek(NettraceFileSignature.Objects.Length, out head) || !head.SequenceEqual(NettraceFileSignature.Objects))
        {
            throw NotATrace(head);
        }

        input.Skip(NettraceFileSignature.Objects.Length);
        new NettraceObjectFraming(input, this, hasMagic).Run();
        return blocks.Trace;
    }

    /// <summary>Takes what the file says of itself in its first object.</summary>
    public void Begin(int version, int fewest, NettraceCursor body)
    {
        CheckVersion(version, fewest);
        try
        {
            blocks.Begin(NettraceTraceInfo.FromObject(version, body));
        }
        catch (NettraceDamageException e)
        {
            throw new ProfileFormatException(new InputPosition(input.Name, Offset: e.Offset), e.Message, e);
        }
    }

    /// <summary>Reads a block as far as it goes; false if the file ends inside it.</summary>
    public bool Read(NettraceBlockKind kind, int length)
    {
        bool isWhole = input.TryPeek(length, out ReadOnlySpan<byte> body);
        try
        {
            blocks.Read(kind, new NettraceCursor(body, input.Offset));
        }
        catch (NettraceDamageException e)
        {
            if (isWhole)
            {
                string rest = kind == NettraceBlockKind.Events ? "the rest of its events is left out" : "it is left out";
                Warn(DamagedId + "-block", e.Offset, $"{e.Message}; {rest}");
            }
        }

        input.Skip(body.Length);
        if (!isWhole)
        {
            CutOff();
        }

        return isWhole;
    }

    /// <summary>Says that the file ends where it should not.</summary>
    public void CutOff() => context.Diagnostics.WarnOfCut(
        CutOffId, input.Position, $"the trace ends early, after {input.Offset} bytes, and lacks the names written at "
            + "its end");

    /// <summary>Says that some bytes are not what they should be.</summary>
    public void Warn(string id, long offset, string problem) =>
        context.Diagnostics.Warn(id, new InputPosition(input.Name, Offset: offset), problem);

    /// <summary>What the input is not.</summary>
    public ProfileFormatException NotATrace(ReadOnlySpan<byte> found) =>
        new(input.Position, "expected a .nettrace file, found "
            + (found.IsEmpty ? "the end of the file" : MessageText.Quote(found[..Math.Min(found.Length, 20)])));

    private void CheckVersion(int version, int fewest)
    {
        const int SmallestVersion = 3;
        if (version is < SmallestVersion or > LargestVersion || version > fewest)
        {
            throw new ProfileFormatException(
                input.Position,
                $"expected version {SmallestVersion} to {LargestVersion} of the format, found version {version}"
                + (version < SmallestVersion ? ", of .NET Core 2.0 and previews" : ""));
        }
    }
}
