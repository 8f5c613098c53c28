using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Refold.Storage;

namespace Refold.Formats.Nettrace;

/// <summary>
/// All distinct stacks, as addresses: which methods these are, files tell late. An address can be given to another
/// method while the program runs. Therefore time is cut into epochs, one of which ends when a method whose code some
/// stack may show loses its code; the same addresses in another epoch are another stack.
/// </summary>
internal sealed class NettraceStackTable(ConversionLimits limits, string name)
{
    // Seen addresses are kept roughly: an epoch too many does no harm.
    private const int GrainBits = 6;
    private const ulong LargestMethod = 1 << 16;

    private readonly Dictionary<long, FingerprintTable> _known = [];
    private readonly HashSet<ulong> _grains = [];
    private readonly List<NettraceStack> _stacks = [default];
    private readonly List<int> _frames = [];
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<ulong> _addresses = [];

    /// <summary>The epoch of the stacks that come now, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>A stack; number 0 is the empty one.</summary>
    public NettraceStack this[int number] => _stacks[number];

    /// <summary>All distinct addresses; a stack has their indexes.</summary>
    public IReadOnlyList<ulong> Addresses => _addresses;

    /// <summary>The addresses of a stack as indexes, leaf first.</summary>
    public ReadOnlySpan<int> Frames(in NettraceStack stack) =>
        CollectionsMarshal.AsSpan(_frames).Slice(stack.Start, stack.Length);

    /// <summary>The number of a stack, which is added if it is new.</summary>
    /// <param name="bytes">Its addresses as they stand in the file.</param>
    /// <param name="pointerSize">How many bytes an address has there: 4 or 8.</param>
    /// <param name="process">The process.</param>
    public int Add(ReadOnlySpan<byte> bytes, int pointerSize, long process)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        FingerprintTable known = CollectionsMarshal.GetValueRefOrAddDefault(_known, process, out _) ??= new();
        Fingerprint print = Fingerprint.Compute(bytes);
        if (known.TryGet(print, out int number))
        {
            return number;
        }

        number = _stacks.Count;
        known.Add(print, number);
        int length = bytes.Length / pointerSize;
        if (_frames.Count + (long)length > limits.StackFrames)
        {
            throw new ProfileFormatException(
                new InputPosition(name), $"expected at most {limits.StackFrames} frames of stacks, found more");
        }

        _stacks.Add(new NettraceStack(_frames.Count, length, process, Epoch));
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<byte> at = bytes[(i * pointerSize)..];
            ulong address = pointerSize == 4
                ? BinaryPrimitives.ReadUInt32LittleEndian(at)
                : BinaryPrimitives.ReadUInt64LittleEndian(at);
            _frames.Add(IndexOf(address));
        }

        return number;
    }

    /// <summary>Ends the epoch if some stack may show this code; true if so.</summary>
    public bool TryEndEpoch(ulong start, ulong size)
    {
        if (!MayShow(start, size))
        {
            return false;
        }

        Epoch++;
        _known.Clear();
        return true;
    }

    private int IndexOf(ulong address)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, address, out bool isKnown);
        if (!isKnown)
        {
            index = _addresses.Count;
            _addresses.Add(address);
            _grains.Add(address >> GrainBits);
        }

        return index;
    }

    private bool MayShow(ulong start, ulong size)
    {
        bool shows = size > LargestMethod;
        for (ulong at = start >> GrainBits; !shows && size > 0 && at <= (start + size - 1) >> GrainBits; at++)
        {
            shows = _grains.Contains(at);
        }

        return shows;
    }
}

/// <summary>A stack of addresses.</summary>
/// <param name="Start">Where its frames begin among those of all stacks.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Process">The process in whose memory they are.</param>
/// <param name="Epoch">When: methods that lost their code in this epoch or later had it.</param>
internal readonly record struct NettraceStack(int Start, int Length, long Process, int Epoch);

/// <summary>Some epochs, one after the other; see <see cref="NettraceStackTable"/>.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct NettraceEpochRange(int First, int Last)
{
    /// <summary>All there can be.</summary>
    public static NettraceEpochRange All => new(0, int.MaxValue);

    /// <summary>True if an epoch is one of them.</summary>
    public bool Contains(int epoch) => epoch >= First && epoch <= Last;
}
