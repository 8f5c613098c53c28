using System.Buffers;

namespace Refold.Formats.Csv;

/// <summary>The names of frames as they stand in cells, each made once.</summary>
internal sealed class CsvFrames
{
    private readonly Profile _profile;
    private readonly byte[][] _ofLocations;
    private readonly ArrayBufferWriter<byte> _cell = new();

    private readonly bool _isGuarded;

    /// <summary>Names the frames of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="isGuarded">Whether stacks like formulas get the guard.</param>
    public CsvFrames(Profile profile, bool isGuarded)
    {
        _profile = profile;
        _isGuarded = isGuarded;
        _ofLocations = new byte[profile.LocationCount + 1][];
        for (int i = 1; i < _ofLocations.Length; i++)
        {
            _ofLocations[i] = CellOf(profile[new LocationId(i)]);
        }
    }

    /// <summary>The cell of a stack, root first; good until the next is asked for.</summary>
    public ReadOnlySpan<byte> Of(StackId stack)
    {
        _cell.ResetWrittenCount();
        ReadOnlySpan<LocationId> frames = _profile[stack];
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<byte> frame = _ofLocations[frames[i].Number];
            _cell.Write(i == frames.Length - 1 ? CsvGuard.Before(frame, _isGuarded) : default);
            _cell.Write(frame);
            _cell.Write(i == 0 ? default : ";"u8);
        }

        return _cell.WrittenSpan;
    }

    private byte[] CellOf(Location location)
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
