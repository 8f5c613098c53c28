using System.Buffers.Binary;

namespace Refold.Formats.Nettrace;

/// <summary>Splits a file of versions 3 to 5 into objects, each of which contains a block.</summary>
/// <remarks>
/// <code>
/// 05 05 01                              tags: an object begins, its type begins, no type (version 3: 04 04 01)
/// 02 00 00 00  02 00 00 00              version of the type, oldest version that can read it
/// 0a 00 00 00  "EventBlock"             name of the type
/// 06                                    tag: the type ends
/// a4 1f 00 00                           size of the body; objects of type "Trace" have none, and 48 bytes
/// 00 00                                 padding to a multiple of four bytes from the start of the file
/// …                                     the body
/// 06                                    tag: the object ends
///
/// 01                                    tag: no more objects
/// </code>
/// Where a tag is missing, the next object is searched.
/// </remarks>
internal sealed class NettraceObjectFraming(NettraceInput input, NettraceFileReader file, bool isNettrace)
{
    private const byte EndOfObjects = 1;
    private const byte EndOfObject = 6;
    private const int HeadLength = 15;
    private const int LongestName = 64;

    // The object with the facts about the recording has no size field.
    private const int TraceLength = 48;

    private readonly byte[] _begin = isNettrace ? [5, 5, 1] : [4, 4, 1];
    private bool _hasTrace;

    /// <summary>Reads all objects.</summary>
    /// <exception cref="ProfileFormatException">The file does not start with the object about the trace.</exception>
    public void Run()
    {
        bool isOpen = true;
        while (isOpen)
        {
            if (!input.TryPeek(1, out ReadOnlySpan<byte> tag))
            {
                file.CutOff();
                return;
            }

            if (tag[0] == EndOfObjects)
            {
                return;
            }

            isOpen = TryReadObject();
        }
    }

    // False at the end of a truncated file.
    private bool TryReadObject()
    {
        if (!TryReadHead(out NettraceBlockKind? kind, out int version))
        {
            return TryFindNext();
        }

        if (kind == NettraceBlockKind.Trace)
        {
            if (!input.TryPeek(TraceLength, out ReadOnlySpan<byte> body))
            {
                const string Problem = "expected 48 bytes about the trace, found the end of the file";
                throw new ProfileFormatException(input.Position, Problem);
            }

            file.Begin(version, isNettrace ? 5 : 3, new NettraceCursor(body, input.Offset));
            _hasTrace = true;
            input.Skip(TraceLength);
        }
        else if (!_hasTrace)
        {
            throw new ProfileFormatException(input.Position, "expected the object about the trace, found another");
        }
        else if (!TryReadBlock(kind))
        {
            return false;
        }

        return TryEnd();
    }

    // The kind is null for objects of later writers, which are skipped.
    private bool TryReadBlock(NettraceBlockKind? kind)
    {
        if (!input.TryPeek(4, out ReadOnlySpan<byte> head))
        {
            file.CutOff();
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0)
        {
            return TryFindNext();
        }

        input.Skip(4);
        int padding = (int)(-input.Offset & 3);
        if (input.TryPeek(padding, out _))
        {
            input.Skip(padding);
        }

        return file.Read(kind ?? NettraceBlockKind.End, length);
    }

    private bool TryEnd()
    {
        if (!input.TryPeek(1, out ReadOnlySpan<byte> end))
        {
            file.CutOff();
            return false;
        }

        if (end[0] != EndOfObject)
        {
            return TryFindNext();
        }

        input.Skip(1);
        return true;
    }

    private bool TryReadHead(out NettraceBlockKind? kind, out int version)
    {
        kind = null;
        version = 0;
        if (!input.TryPeek(HeadLength, out ReadOnlySpan<byte> head) || !head.StartsWith(_begin))
        {
            return false;
        }

        version = BinaryPrimitives.ReadInt32LittleEndian(head[3..]);
        int nameLength = BinaryPrimitives.ReadInt32LittleEndian(head[11..]);
        if (nameLength is <= 0 or > LongestName
            || !input.TryPeek(HeadLength + nameLength + 1, out head)
            || head[^1] != EndOfObject)
        {
            return false;
        }

        kind = KindOf(head.Slice(HeadLength, nameLength));
        input.Skip(head.Length);
        return true;
    }

    private static NettraceBlockKind? KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("EventBlock"u8) ? NettraceBlockKind.Events
        : name.SequenceEqual("StackBlock"u8) ? NettraceBlockKind.Stacks
        : name.SequenceEqual("MetadataBlock"u8) ? NettraceBlockKind.Metadata
        : name.SequenceEqual("SPBlock"u8) ? NettraceBlockKind.SequencePoint
        : name.SequenceEqual("Trace"u8) || name.EndsWith("EventPipeFile"u8) ? NettraceBlockKind.Trace
        : null;

    // A false match of the three tags costs only one more corrupt object.
    private bool TryFindNext()
    {
        if (!_hasTrace)
        {
            input.TryPeek(LongestName, out ReadOnlySpan<byte> found);
            throw file.NotATrace(found);
        }

        const int Step = 1 << 16;
        long start = input.Offset;
        bool isWhole = true;
        int at = -1;
        while (isWhole && at < 0)
        {
            isWhole = input.TryPeek(Step, out ReadOnlySpan<byte> bytes);

            // The search starts one byte later: at the first byte, reading has just failed.
            int first = input.Offset == start ? Math.Min(1, bytes.Length) : 0;
            at = bytes[first..].IndexOf(_begin);
            int rest = isWhole ? bytes.Length - _begin.Length + 1 : bytes.Length;
            input.Skip(at >= 0 ? at + first : rest);
        }

        // A remainder shorter than the head of an object is a truncated head, not corruption.
        long skipped = input.Offset - start;
        if (at < 0 && skipped <= HeadLength + LongestName)
        {
            file.CutOff();
            return false;
        }

        file.Warn(
            NettraceFileReader.DamagedId,
            start,
            $"expected the start or the end of an object, found neither; {skipped} bytes are discarded");
        if (at < 0)
        {
            file.CutOff();
        }

        return at >= 0;
    }
}
