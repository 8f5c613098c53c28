using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes compressed names: with a number and the name the first time, then with the number alone.</summary>
/// <param name="frames">The table of names.</param>
/// <param name="text">The output.</param>
/// <param name="count">The count of items that have names.</param>
internal sealed class CallgrindNameWriter(CallgrindFrameTable frames, Utf8Output text, int count)
{
    // The number of each item in the file; 0 for items that are not yet written.
    private readonly int[] _numbers = new int[count];
    private int _count;

    /// <summary>Writes a line <c>fl=(3) main.c</c> or <c>fl=(3)</c>.</summary>
    /// <param name="key">The key of the line, with its equals sign.</param>
    /// <param name="name">The number of the name in the table.</param>
    public void Write(ReadOnlySpan<byte> key, int name) => Write(key, name, name);

    /// <summary>Writes a line <c>fn=(3) main</c> or <c>fn=(3)</c>.</summary>
    /// <param name="key">The key of the line, with its equals sign.</param>
    /// <param name="item">
    /// The number of the item. To KCachegrind a number is one function, so two functions of one name have two numbers.
    /// </param>
    /// <param name="name">The number of the name in the table.</param>
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
