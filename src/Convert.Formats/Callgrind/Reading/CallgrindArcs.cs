using System.Numerics;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The calls of a graph, each from one frame into another, with a row of sums. There may be millions, met in any order, so
/// a table of bare numbers holds them: what is looked at for a call lies side by side.
/// </summary>
/// <typeparam name="T">A number that all sums fit into.</typeparam>
internal sealed class CallgrindArcs<T>
    where T : struct, INumber<T>
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const int MaxFirstCount = 1 << 20;

    private readonly int _width;

    // Of each place: the key, then the sums. A key has caller + 1 in the upper half, callee in the lower; 0 is an empty
    // place.
    private T[] _rows;
    private int _shift;

    /// <summary>Makes room for some calls; more will fit all the same.</summary>
    /// <param name="width">How many sums each call has.</param>
    /// <param name="count">How many calls there may be.</param>
    public CallgrindArcs(int width, long count)
    {
        int bits = BitOperations.Log2((uint)Math.Clamp(count, 1024, MaxFirstCount));
        _width = width + 1;
        _shift = 64 - bits;
        _rows = new T[_width << bits];
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    private int PlaceCount => _rows.Length / _width;

    /// <summary>Adds values to a call.</summary>
    public void Add(int caller, int callee, ReadOnlySpan<T> values)
    {
        ulong key = ((ulong)(uint)(caller + 1) << 32) | (uint)callee;
        int at = PlaceOf(key) * _width;
        if (T.IsZero(_rows[at]))
        {
            at = Take(key, at / _width) * _width;
        }

        foreach (T value in values)
        {
            _rows[++at] += value;
        }
    }

    /// <summary>Whether each frame, by number, is entered by a call.</summary>
    public bool[] AreEntered(int frameCount)
    {
        bool[] areEntered = new bool[frameCount];
        for (int place = 0; place < PlaceCount; place++)
        {
            if (Key(place) != 0)
            {
                areEntered[Callee(place)] = true;
            }
        }

        return areEntered;
    }

    /// <summary>Whether each frame, by number, calls or is entered at a cost.</summary>
    public bool[] AreUsed(int frameCount)
    {
        bool[] areUsed = new bool[frameCount];
        for (int place = 0; place < PlaceCount; place++)
        {
            if (Key(place) != 0 && Sums(place).ContainsAnyExcept(T.Zero))
            {
                areUsed[Caller(place)] = true;
                areUsed[Callee(place)] = true;
            }
        }

        return areUsed;
    }

    /// <summary>The calls, by caller and callee, as places of this table.</summary>
    /// <param name="ranks">The order of frames.</param>
    public int[] Sorted(int[] ranks)
    {
        var keys = new ulong[Count];
        int[] places = new int[Count];
        int count = 0;
        for (int place = 0; place < PlaceCount; place++)
        {
            if (Key(place) != 0)
            {
                keys[count] = ((ulong)(uint)ranks[Caller(place)] << 32) | (uint)ranks[Callee(place)];
                places[count++] = place;
            }
        }

        Array.Sort(keys, places);
        return places;
    }

    /// <summary>The frame that calls.</summary>
    public int Caller(int place) => (int)(Key(place) >> 32) - 1;

    /// <summary>The frame that is entered.</summary>
    public int Callee(int place) => (int)(uint)Key(place);

    /// <summary>The sums of a call.</summary>
    public ReadOnlySpan<T> Sums(int place) => _rows.AsSpan((place * _width) + 1, _width - 1);

    private ulong Key(int place) => ulong.CreateTruncating(_rows[place * _width]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ulong key)
    {
        T[] rows = _rows;
        int width = _width;
        T wanted = T.CreateTruncating(key);
        int mask = (int)(ulong.MaxValue >> _shift);
        int place = (int)((key * Spread) >> _shift);
        for (T found = rows[place * width]; found != wanted && !T.IsZero(found); found = rows[place * width])
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private int Take(ulong key, int place)
    {
        // Beyond three quarters, empty places are far apart.
        if (Count >= PlaceCount / 4 * 3)
        {
            Grow();
            place = PlaceOf(key);
        }

        Count++;
        _rows[place * _width] = T.CreateTruncating(key);
        return place;
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
                int place = PlaceOf(ulong.CreateTruncating(rows[at]));
                rows.AsSpan(at, _width).CopyTo(_rows.AsSpan(place * _width));
            }
        }
    }
}
