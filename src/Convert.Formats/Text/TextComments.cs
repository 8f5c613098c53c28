using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>
/// Names of functions behind locations and stacks, leaf first: <c># malloc &lt; work &lt; main</c>. For people; readers
/// skip them. Long ones are cut, so that a file grows with its rows and not with their product.
/// </summary>
internal sealed class TextComments(Utf8Output output, Profile profile, bool isWanted)
{
    private const int MaxNameBytes = 60;
    private const int MaxBytes = 120;

    private int _room;
    private int _left;

    /// <summary>Writes the names at one location.</summary>
    public void Write(ReadOnlySpan<Line> lines)
    {
        if (isWanted && !lines.IsEmpty)
        {
            Begin(lines.Length);
            WriteNames(lines);
            End();
        }
    }

    /// <summary>Writes the names along a stack.</summary>
    public void Write(ReadOnlySpan<LocationId> frames)
    {
        if (!isWanted)
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
            _left += Math.Max(location.Lines.Length - 1, 0);
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
        _left = names;
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
        _left--;
    }

    private void End()
    {
        if (_left > 0)
        {
            output.Write(" < … "u8);
            output.Write(_left);
            output.Write(" more"u8);
        }
    }

    // Not in the middle of a character.
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
