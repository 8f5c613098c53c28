using System.Globalization;

namespace Refold.Formats.Text;

/// <summary>Detects truncated files by the lines <c>samples</c> and <c>end</c>.</summary>
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
internal sealed class TextEndCheck(Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private long _declared = -1;
    private bool _hasEnd;

    /// <summary>Reads a line <c>samples</c> or <c>end</c>; false for other lines.</summary>
    /// <exception cref="ProfileFormatException">The line follows the end.</exception>
    public bool TryRead(ref TextScanner scanner)
    {
        if (_hasEnd)
        {
            throw scanner.Unexpected("nothing after 'end'");
        }

        if (_declared < 0 && scanner.TryWord("samples"u8))
        {
            _declared = scanner.Number();
            return true;
        }

        _hasEnd = scanner.TryWord("end"u8);
        return _hasEnd;
    }

    /// <summary>Whether a line is the last of a truncated file, and may be incomplete itself.</summary>
    public bool IsPartial(ReadOnlySpan<byte> line) => !lines.HasLineEnd
        && (diagnostics.IsCut(lines.Position.Input) || (_declared >= 0 && !_hasEnd && !line.StartsWith("end"u8)));

    /// <summary>Reports a missing <c>end</c>, and a number of samples that differs from the declared one.</summary>
    public void Check(long samples)
    {
        if (_declared >= 0 && !_hasEnd)
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture, $"the file ends early, without 'end'; it declares {_declared} samples");
            diagnostics.WarnOfCut("text.cut", lines.Position, problem);
        }
        else if (_declared >= 0 && _declared != samples)
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture, $"expected {_declared} samples, as the file declares, found {samples}");
            diagnostics.Warn("text.samples", lines.Position, problem);
        }
    }
}
