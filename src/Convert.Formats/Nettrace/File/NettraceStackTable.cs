using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Refold.Storage;

namespace Refold.Formats.Nettrace;

/// <summary>The distinct stacks of a trace, as addresses.</summary>
/// <remarks>
/// Most methods are named only at the end of a trace, and an address may be reused for another method while the program
/// runs. Time is therefore divided into epochs: an epoch ends when a method that some stack may contain loses its code.
/// The same addresses in different epochs are different stacks.
/// <code>
/// time          load A    sample     sample     unload A    load B    sample     rundown: B
/// 0x1000        -------------- A --------------             ------------- B --------------
/// epoch         0                               1
/// stack                   1: [1010]  1: [1010]                        2: [1010]
/// resolved                A          A                                B
/// </code>
/// </remarks>
internal sealed class NettraceStackTable(ConversionLimits limits, string name)
{
    // Addresses are remembered in units of 64 bytes: one epoch too many changes no result.
    private const int GrainBits = 6;
    private const ulong LargestMethod = 1 << 16;

    private readonly Dictionary<long, FingerprintTable> _known = [];
    private readonly HashSet<ulong> _grains = [];
    private readonly List<NettraceStack> _stacks = [default];
    private readonly List<int> _frames = [];
    private readonly Dictionary<ulong, int> _indexes = [];
    private readonly List<ulong> _addresses = [];

    /// <summary>The epoch of stacks that are added now, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>A stack by its id; 0 is the empty stack.</summary>
    public NettraceStack this[int id] => _stacks[id];

    /// <summary>All distinct addresses, in order of their first use.</summary>
    public IReadOnlyList<ulong> Addresses => _addresses;

    /// <summary>The frames of a stack as indexes of <see cref="Addresses"/>, leaf first.</summary>
    public ReadOnlySpan<int> Frames(in NettraceStack stack) =>
        CollectionsMarshal.AsSpan(_frames).Slice(stack.Start, stack.Length);

    /// <summary>Returns the id of a stack, which is added if it is new.</summary>
    /// <param name="bytes">The addresses as the file stores them.</param>
    /// <param name="pointerSize">The size of an address in bytes: 4 or 8.</param>
    /// <param name="process">The process id.</param>
    /// <exception cref="ProfileFormatException">There are more frames than the limits allow.</exception>
    public int Add(ReadOnlySpan<byte> bytes, int pointerSize, long process)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        FingerprintTable known = CollectionsMarshal.GetValueRefOrAddDefault(_known, process, out _) ??= new();
        Fingerprint print = Fingerprint.Compute(bytes);
        if (known.TryGet(print, out int id))
        {
            return id;
        }

        id = _stacks.Count;
        known.Add(print, id);
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

        return id;
    }

    /// <summary>Ends the epoch if some stack may contain code in this range; false if none does.</summary>
    public bool TryEndEpoch(ulong start, ulong size)
    {
        if (!MayContain(start, size))
        {
            return false;
        }

        Epoch++;
        _known.Clear();
        return true;
    }

    private int IndexOf(ulong address)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, address, out bool isKnown);
        if (!isKnown)
        {
            index = _addresses.Count;
            _addresses.Add(address);
            _grains.Add(address >> GrainBits);
        }

        return index;
    }

    private bool MayContain(ulong start, ulong size)
    {
        bool isFound = size > LargestMethod;
        for (ulong at = start >> GrainBits; !isFound && size > 0 && at <= (start + size - 1) >> GrainBits; at++)
        {
            isFound = _grains.Contains(at);
        }

        return isFound;
    }
}

/// <summary>A stack of addresses.</summary>
/// <param name="Start">The index of its first frame among the frames of all stacks.</param>
/// <param name="Length">The number of its frames.</param>
/// <param name="Process">The id of the process.</param>
/// <param name="Epoch">The epoch: methods that lost their code in this epoch or later still had it.</param>
internal readonly record struct NettraceStack(int Start, int Length, long Process, int Epoch);

/// <summary>A range of epochs; see <see cref="NettraceStackTable"/>.</summary>
/// <param name="First">The first epoch.</param>
/// <param name="Last">The last epoch, inclusive.</param>
internal readonly record struct NettraceEpochRange(int First, int Last)
{
    /// <summary>All epochs.</summary>
    public static NettraceEpochRange All => new(0, int.MaxValue);

    /// <summary>Whether the range contains an epoch.</summary>
    public bool Contains(int epoch) => epoch >= First && epoch <= Last;
}
