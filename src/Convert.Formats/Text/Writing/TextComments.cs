using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Writes the names of functions as comments after locations and stacks; readers skip them.</summary>
/// <remarks>
/// <code>
/// stack 1: 1 2 3 # malloc &lt; work &lt; main
/// stack 2: 5 4 … # ? &lt; a_name_that_is_cut_… &lt; f3 &lt; … 28 more
/// </code>
/// Leaf first; <c>?</c> is a frame without a function. Comments are cut at about 120 bytes: otherwise a file of deep
/// stacks would grow with the product of depth and stacks.
/// </remarks>
internal sealed class TextComments(Utf8Output output, Profile profile, bool isEnabled)
{
    private const int MaxNameBytes = 60;
    private const int MaxBytes = 120;

    private int _room;
    private int _remaining;

    /// <summary>Writes the functions of one location, innermost inlined first.</summary>
    public void Write(ReadOnlySpan<Line> lines)
    {
        if (isEnabled && !lines.IsEmpty)
        {
            Begin(lines.Length);
            WriteNames(lines);
            End();
        }
    }

    /// <summary>Writes the functions of a stack, leaf first.</summary>
    public void Write(ReadOnlySpan<LocationId> frames)
    {
        if (!isEnabled)
        {
            return;
        }

        Begin(frames.Length);
        foreach (LocationId frame in frames)
        {
            if (_room <= 0)
            {
                break;
            }

            Location location = profile[frame];
            _remaining += Math.Max(location.Lines.Length - 1, 0);
            WriteNames(location.Lines);
            if (location.Lines.IsEmpty)
            {
                WriteName("?"u8);
            }
        }

        End();
    }

    private void Begin(int names)
    {
        output.Write(" #"u8);
        _room = MaxBytes;
        _remaining = names;
    }

    private void WriteNames(ReadOnlySpan<Line> lines)
    {
        foreach (ref readonly Line line in lines)
        {
            if (_room <= 0)
            {
                return;
            }

            WriteName(profile[profile[line.Function].Name]);
        }
    }

    private void WriteName(ReadOnlySpan<byte> name)
    {
        output.Write(_room == MaxBytes ? " "u8 : " < "u8);
        ReadOnlySpan<byte> shown = Cut(name);
        TextEscapes.Write(output, shown);
        output.Write(shown.Length < name.Length ? "…"u8 : default);
        _room -= shown.Length + 3;
        _remaining--;
    }

    private void End()
    {
        if (_remaining > 0)
        {
            output.Write(" < … "u8);
            output.Write(_remaining);
            output.Write(" more"u8);
        }
    }

    // Cuts before the first byte of a character, not inside it.
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> name)
    {
        if (name.Length <= MaxNameBytes)
        {
            return name;
        }

        int length = MaxNameBytes;
        while (length > MaxNameBytes - 4 && (name[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return name[..length];
    }
}
