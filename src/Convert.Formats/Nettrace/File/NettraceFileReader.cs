using System.Buffers.Binary;

namespace Refold.Formats.Nettrace;

/// <summary>Reads a file from block to block.</summary>
/// <remarks>
/// A corrupt block is discarded and the next one searched; a truncated file yields the events before its end.
/// <code>
/// version 3         !FastSerialization.1   objects          see <see cref="NettraceObjectFraming"/>
/// versions 4, 5     Nettrace               !FastSerialization.1   objects
/// version 6         Nettrace 0 6 0         blocks           see <see cref="NettraceBlockFraming"/>
/// </code>
/// Source: "NetTrace File Format" of dotnet/perfview (versions 3, 4 and 6).
/// </remarks>
internal sealed class NettraceFileReader(NettraceInput input, NettraceBlockReader blocks, ConversionContext context)
{
    /// <summary>The id of the warning that the file is truncated.</summary>
    public const string CutOffId = "nettrace.cut-off";

    /// <summary>
    /// The id of the warning of corrupt bytes between blocks, and the prefix of those of corrupt blocks and events.
    /// </summary>
    public const string DamagedId = "nettrace.damaged";

    private const int LargestVersion = 6;
    private const int MagicLength = 8;

    /// <summary>Reads all blocks and returns the facts about the recording.</summary>
    /// <exception cref="ProfileFormatException">The file is not a trace, or its version is unknown.</exception>
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
        ReadOnlySpan<byte> objects = NettraceFileSignature.Objects;
        if (!input.TryPeek(objects.Length, out head) || !head.SequenceEqual(objects))
        {
            throw NotATrace(head);
        }

        input.Skip(objects.Length);
        new NettraceObjectFraming(input, this, hasMagic).Run();
        return blocks.Trace;
    }

    /// <summary>Reads the facts about the recording from the first object of versions 3 to 5.</summary>
    /// <param name="version">The version of the object, which is that of the format.</param>
    /// <param name="latest">The latest version that files with this signature can have.</param>
    /// <param name="body">The body of the object.</param>
    /// <exception cref="ProfileFormatException">The version is unknown, or the body is corrupt.</exception>
    public void Begin(int version, int latest, NettraceCursor body)
    {
        CheckVersion(version, latest);
        try
        {
            blocks.Begin(NettraceTraceInfo.FromObject(version, body));
        }
        catch (NettraceDamageException e)
        {
            throw new ProfileFormatException(new InputPosition(input.Name, Offset: e.Offset), e.Message, e);
        }
    }

    /// <summary>Reads a block, or its beginning if the file is truncated; false if it is.</summary>
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
                string rest = kind == NettraceBlockKind.Events ? "the rest of its events is" : "it is";
                Warn(DamagedId + "-block", e.Offset, $"{e.Message}; {rest} discarded");
            }
        }

        input.Skip(body.Length);
        if (!isWhole)
        {
            CutOff();
        }

        return isWhole;
    }

    /// <summary>Warns that the file is truncated.</summary>
    public void CutOff() => context.Diagnostics.WarnOfCut(
        CutOffId, input.Position, $"the trace ends early, after {input.Offset} bytes, and lacks the names written at "
            + "its end");

    /// <summary>Warns of corrupt or unknown bytes.</summary>
    public void Warn(string id, long offset, string problem) =>
        context.Diagnostics.Warn(id, new InputPosition(input.Name, Offset: offset), problem);

    /// <summary>The exception for an input that is not a trace.</summary>
    public ProfileFormatException NotATrace(ReadOnlySpan<byte> found) =>
        new(input.Position, "expected a .nettrace file, found "
            + (found.IsEmpty ? "the end of the file" : MessageText.Quote(found[..Math.Min(found.Length, 20)])));

    private void CheckVersion(int version, int latest)
    {
        const int SmallestVersion = 3;
        if (version is < SmallestVersion or > LargestVersion || version > latest)
        {
            throw new ProfileFormatException(
                input.Position,
                $"expected version {SmallestVersion} to {LargestVersion} of the format, found version {version}"
                + (version < SmallestVersion ? ", of .NET Core 2.0 and previews" : ""));
        }
    }
}
