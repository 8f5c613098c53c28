namespace Refold.Formats.Callgrind;

/// <summary>Writes names: whole, with a number, for the first time, and by their number from then on.</summary>
internal sealed class CallgrindNames(CallgrindFrames frames, Utf8Output text)
{
    // By number of the name; 0 for names that were not written yet.
    private readonly int[] _numbers = new int[frames.TextCount + 1];
    private int _count;

    /// <summary>Writes <c>fn=(3) main</c> or <c>fn=(3)</c>.</summary>
    /// <param name="key">What the name is of, with its equals sign.</param>
    /// <param name="name">The number of the name.</param>
    public void Write(ReadOnlySpan<byte> key, int name)
    {
        ref int number = ref _numbers[name];
        bool isKnown = number != 0;
        number = isKnown ? number : ++_count;

        text.Write(key);
        text.Write((byte)'(');
        text.Write((long)number);
        text.Write((byte)')');
        if (!isKnown)
        {
            text.Write((byte)' ');
            text.Write(frames.Text(name));
        }

        text.Write((byte)'\n');
    }
}
