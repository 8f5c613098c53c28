using System.Numerics;
using System.Runtime.CompilerServices;
using Refold.Storage;

namespace Refold.Formats.Callgrind;

/// <summary>The arcs of a graph: calls from one frame to another, each with a row of sums.</summary>
/// <remarks>
/// A hash table with open addressing in one array, since a graph may have millions of arcs in any order. Key and sums
/// of an arc are adjacent, so that a look-up touches one cache line:
/// <code>
/// slot 0                        slot 1                        slot 2
/// │ key │ sum 0 │ sum 1 │ … │   │ 0 (empty) │ …           │   │ key │ sum 0 │ …
///   └ (caller + 1) in the upper 32 bits, callee in the lower
/// </code>
/// </remarks>
/// <typeparam name="T">A type of number that all sums fit into.</typeparam>
internal sealed class CallgrindArcTable<T>
    where T : struct, INumber<T>
{
    private const int MaxFirstCount = 1 << 20;

    private readonly int _width;
    private T[] _rows;
    private int _shift;

    /// <summary>Creates a table with capacity for some arcs; it grows if there are more.</summary>
    /// <param name="width">The count of sums of each arc.</param>
    /// <param name="count">The estimated count of arcs.</param>
    public CallgrindArcTable(int width, long count)
    {
        int bits = BitOperations.Log2((uint)Math.Clamp(count, 1024, MaxFirstCount));
        _width = width + 1;
        _shift = 64 - bits;
        _rows = new T[_width << bits];
    }

    /// <summary>The count of arcs.</summary>
    public int Count { get; private set; }

    private int SlotCount => _rows.Length / _width;

    /// <summary>Adds values to the sums of an arc.</summary>
    public void Add(int caller, int callee, ReadOnlySpan<T> values)
    {
        ulong key = ((ulong)(uint)(caller + 1) << 32) | (uint)callee;
        int at = FindSlot(key) * _width;
        if (T.IsZero(_rows[at]))
        {
            at = Insert(key, at / _width) * _width;
        }

        foreach (T value in values)
        {
            _rows[++at] += value;
        }
    }

    /// <summary>Whether each frame, by number, is the callee of an arc.</summary>
    public bool[] AreCalled(int frameCount)
    {
        bool[] areCalled = new bool[frameCount];
        for (int slot = 0; slot < SlotCount; slot++)
        {
            if (Key(slot) != 0)
            {
                areCalled[Callee(slot)] = true;
            }
        }

        return areCalled;
    }

    /// <summary>Whether each frame, by number, is caller or callee of an arc with costs.</summary>
    public bool[] AreUsed(int frameCount)
    {
        bool[] areUsed = new bool[frameCount];
        for (int slot = 0; slot < SlotCount; slot++)
        {
            if (Key(slot) != 0 && Sums(slot).ContainsAnyExcept(T.Zero))
            {
                areUsed[Caller(slot)] = true;
                areUsed[Callee(slot)] = true;
            }
        }

        return areUsed;
    }

    /// <summary>The slots of all arcs, ordered by caller, then by callee.</summary>
    /// <param name="ranks">The position of each frame in the order.</param>
    public int[] Sorted(int[] ranks)
    {
        var keys = new ulong[Count];
        int[] slots = new int[Count];
        int count = 0;
        for (int slot = 0; slot < SlotCount; slot++)
        {
            if (Key(slot) != 0)
            {
                keys[count] = ((ulong)(uint)ranks[Caller(slot)] << 32) | (uint)ranks[Callee(slot)];
                slots[count++] = slot;
            }
        }

        Array.Sort(keys, slots);
        return slots;
    }

    /// <summary>The calling frame of an arc.</summary>
    public int Caller(int slot) => (int)(Key(slot) >> 32) - 1;

    /// <summary>The called frame of an arc.</summary>
    public int Callee(int slot) => (int)(uint)Key(slot);

    /// <summary>The sums of an arc.</summary>
    public ReadOnlySpan<T> Sums(int slot) => _rows.AsSpan((slot * _width) + 1, _width - 1);

    private ulong Key(int slot) => ulong.CreateTruncating(_rows[slot * _width]);

    // The slot of a key, or the empty slot in which to insert it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindSlot(ulong key)
    {
        T[] rows = _rows;
        int width = _width;
        T sought = T.CreateTruncating(key);
        int mask = (int)(ulong.MaxValue >> _shift);
        int slot = (int)(RowHash.Spread(key) >> _shift);
        for (T found = rows[slot * width]; found != sought && !T.IsZero(found); found = rows[slot * width])
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int Insert(ulong key, int slot)
    {
        // If more than three quarters of the slots are used, searches for an empty one take long.
        if (Count >= SlotCount / 4 * 3)
        {
            Grow();
            slot = FindSlot(key);
        }

        Count++;
        _rows[slot * _width] = T.CreateTruncating(key);
        return slot;
    }

    private void Grow()
    {
        T[] rows = _rows;
        _rows = new T[rows.Length * 2];
        _shift--;
        for (int at = 0; at < rows.Length; at += _width)
        {
            if (!T.IsZero(rows[at]))
            {
                int slot = FindSlot(ulong.CreateTruncating(rows[at]));
                rows.AsSpan(at, _width).CopyTo(_rows.AsSpan(slot * _width));
            }
        }
    }
}
