using System.Buffers;

namespace Refold.Formats.Csv;

/// <summary>The cells of stacks; the text of each location is made once.</summary>
/// <remarks>
/// <code>
/// main;parse;[libc.so.6]               frames root first; code without a symbol is named after its binary
/// main;a\;b;work                        ; and \ in names are escaped by \
/// '-[NSApp run];work                   the guard before a stack that begins like a formula
/// </code>
/// </remarks>
internal sealed class CsvFrames
{
    private readonly Profile _profile;
    private readonly byte[][] _textOfLocation;
    private readonly ArrayBufferWriter<byte> _cell = new();
    private readonly bool _isGuarded;

    /// <summary>Makes the texts of all locations.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="isGuarded">Whether stacks that begin like formulas get the guard.</param>
    public CsvFrames(Profile profile, bool isGuarded)
    {
        _profile = profile;
        _isGuarded = isGuarded;
        _textOfLocation = new byte[profile.LocationCount + 1][];
        for (int i = 1; i < _textOfLocation.Length; i++)
        {
            _textOfLocation[i] = TextOf(profile[new LocationId(i)]);
        }
    }

    /// <summary>Makes the cell of a stack; it is valid until the next call.</summary>
    public ReadOnlySpan<byte> CellOf(StackId stack)
    {
        _cell.ResetWrittenCount();
        ReadOnlySpan<LocationId> frames = _profile[stack];
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<byte> frame = _textOfLocation[frames[i].Number];
            _cell.Write(i == frames.Length - 1 ? CsvGuard.PrefixOf(frame, _isGuarded) : default);
            _cell.Write(frame);
            _cell.Write(i == 0 ? default : ";"u8);
        }

        return _cell.WrittenSpan;
    }

    private byte[] TextOf(Location location)
    {
        var cell = new ArrayBufferWriter<byte>();
        for (int i = location.Lines.Length - 1; i >= 0; i--)
        {
            CsvText.Append(cell, _profile.Utf8NameOf(location.Lines[i].Function, location.Mapping), (byte)';');
            cell.Write(i == 0 ? default : ";"u8);
        }

        if (location.Lines.IsEmpty)
        {
            CsvText.Append(cell, _profile.Utf8NameOf(default, location.Mapping), (byte)';');
        }

        return cell.WrittenSpan.ToArray();
    }
}
