namespace Refold.Aggregation;

/// <summary>
/// The frames of a profile's locations as numbers: what is done for each frame is done once per location.
/// </summary>
/// <remarks>
/// A location has a frame for each of its lines (inlined functions have their own), or one if it has no lines. What
/// makes two frames equal, and so gives them one number, is for the user of the table to decide.
/// <code>
/// location 1   parse                         ─►  7          Single: 7
/// location 2   memcpy inlined into parse     ─►  3 7        Single: Several
/// location 3   0x7f00 in libc, no lines      ─►  9          Single: 9
/// </code>
/// </remarks>
/// <param name="profile">The profile.</param>
/// <param name="number">Numbers the frames.</param>
/// <param name="isRootFirst">
/// Whether the lines of a location are numbered and listed root first, not leaf first.
/// </param>
internal sealed class FrameTable(Profile profile, FrameTable.Numbering number, bool isRootFirst = false)
{
    /// <summary>The entry of <see cref="SingleFrames"/> for a location of several frames.</summary>
    public const int Several = -1;

    private readonly (int Start, int Count)[] _ranges = new (int, int)[profile.LocationCount + 1];
    private int[] _frames = new int[profile.LocationCount + 1];
    private int _count;

    /// <summary>Returns the number of a frame, 0 or more; equal frames get one number.</summary>
    /// <param name="location">The location.</param>
    /// <param name="line">The index of the frame's line in the location; -1 if the location has no lines.</param>
    public delegate int Numbering(in Location location, int line);

    /// <summary>The frames of a location, leaf first unless asked otherwise; empty before it is added.</summary>
    public ReadOnlySpan<int> this[LocationId id]
    {
        get
        {
            (int start, int count) = _ranges[id.Number];
            return _frames.AsSpan(start, count);
        }
    }

    /// <summary>Numbers the frames of all locations, in the order of their ids.</summary>
    public static FrameTable Create(Profile profile, Numbering number)
    {
        var table = new FrameTable(profile, number);
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            table.Add(new LocationId(i));
        }

        return table;
    }

    /// <summary>Numbers the frames of a location; does nothing if it was added before.</summary>
    public void Add(LocationId id)
    {
        ref (int Start, int Count) range = ref _ranges[id.Number];
        if (range.Count > 0)
        {
            return;
        }

        Location location = profile[id];
        int lines = location.Lines.Length;
        range = (_count, Math.Max(lines, 1));
        if (_count + range.Count > _frames.Length)
        {
            Array.Resize(ref _frames, Math.Max(_count + range.Count, _frames.Length * 2));
        }

        if (lines == 0)
        {
            _frames[_count++] = number(location, -1);
        }

        for (int i = 0; i < lines; i++)
        {
            _frames[_count++] = number(location, isRootFirst ? lines - 1 - i : i);
        }
    }

    /// <summary>
    /// By number of the location, its frame if it has only one, else <see cref="Several"/>. For hot loops: most
    /// locations have one frame, and this array is one look-up where the indexer needs two.
    /// </summary>
    public int[] SingleFrames() =>
        Array.ConvertAll(_ranges, range => range.Count == 1 ? _frames[range.Start] : Several);
}
