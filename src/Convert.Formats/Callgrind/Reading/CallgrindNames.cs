using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes names: whole, with a number, for the first time, and by their number from then on.</summary>
/// <param name="frames">The names.</param>
/// <param name="text">Where they go.</param>
/// <param name="count">How many items there are.</param>
internal sealed class CallgrindNames(CallgrindFrames frames, Utf8Output text, int count)
{
    // By item; 0 for those that were not written yet.
    private readonly int[] _numbers = new int[count];
    private int _count;

    /// <summary>Writes <c>fn=(3) main</c> or <c>fn=(3)</c>.</summary>
    /// <param name="key">What the name is of, with its equals sign.</param>
    /// <param name="name">The number of the name.</param>
    public void Write(ReadOnlySpan<byte> key, int name) => Write(key, name, name);

    /// <summary>Writes <c>fn=(3) main</c> or <c>fn=(3)</c>.</summary>
    /// <param name="key">What the name is of, with its equals sign.</param>
    /// <param name="item">
    /// What has the name. KCachegrind takes one number for one function, so equal names differ.
    /// </param>
    /// <param name="name">The number of the name.</param>
    public void Write(ReadOnlySpan<byte> key, int item, int name)
    {
        ref int number = ref _numbers[item];
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
