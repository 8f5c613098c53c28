using System.Globalization;

namespace Refold.Formats.Text;

/// <summary>The marks by which a file that was cut off shows: the number of its samples, and its end.</summary>
/// <remarks>
/// <code>
/// refold profile 1
/// samples 2               the number of samples, in a file that has an end
/// …
/// sample 1 stack 1
/// sample 1 stack 2
///
/// end                     the last line
/// </code>
/// Files written by hand and by older versions have neither.
/// </remarks>
internal sealed class TextEnding(Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private long _expected = -1;
    private bool _hasEnded;

    /// <summary>Reads one of the marks; false if the line is another one.</summary>
    /// <exception cref="ProfileFormatException">The line follows the end, or the number stands there twice.</exception>
    public bool TryRead(ref TextScanner scanner)
    {
        if (_hasEnded)
        {
            throw scanner.Unexpected("nothing after 'end'");
        }

        if (_expected < 0 && scanner.TryWord("samples"u8))
        {
            _expected = scanner.Number();
            return true;
        }

        _hasEnded = scanner.TryWord("end"u8);
        return _hasEnded;
    }

    /// <summary>Whether a line is the last of a file that was cut off, and may lack its own end.</summary>
    public bool IsHalf(ReadOnlySpan<byte> line) => !lines.HasLineEnd
        && (diagnostics.IsCut(lines.Position.Input) || (_expected >= 0 && !_hasEnded && !line.StartsWith("end"u8)));

    /// <summary>Warns of a file without its end, or with another number of samples than it says.</summary>
    public void Check(long samples)
    {
        if (_expected >= 0 && !_hasEnded)
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture, $"the file ends early, without 'end'; it had {_expected} samples");
            diagnostics.WarnOfCut("text.cut", lines.Position, problem);
        }
        else if (_expected >= 0 && _expected != samples)
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture, $"the file has {_expected} samples by its own count, and {samples} "
                    + $"lines of them");
            diagnostics.Warn("text.samples", lines.Position, problem);
        }
    }
}
