using System.Globalization;

namespace Refold.Formats.Pprof;

/// <summary>Creates the errors of an input, and counts its warnings.</summary>
/// <remarks>
/// A fault of the writer is in all rows of a file, so <see cref="Flush"/> reports each kind once, with its first offset
/// and its count.
/// </remarks>
internal sealed class PprofLog(string input, DiagnosticLog diagnostics)
{
    private readonly Dictionary<string, (long Offset, string Message, long Count)> _warnings = [];

    /// <summary>The name of the input.</summary>
    public string Input => input;

    /// <summary>Whether the input is known to be truncated: missing rows need no warning then.</summary>
    public bool IsCut => diagnostics.IsCut(input);

    /// <summary>Creates an error at an offset of the input.</summary>
    public ProfileFormatException Error(long offset, FormattableString problem) =>
        new(At(offset), problem.ToString(CultureInfo.InvariantCulture));

    /// <summary>Counts a warning and keeps the message of the first of its kind.</summary>
    public void Warn(string id, long offset, FormattableString message)
    {
        _warnings[id] = _warnings.TryGetValue(id, out (long Offset, string Message, long Count) first)
            ? first with { Count = first.Count + 1 }
            : (offset, message.ToString(CultureInfo.InvariantCulture), 1);
    }

    /// <summary>Counts a warning about a missing row, unless the input is truncated, which explains it.</summary>
    public void WarnOfMissing(string id, long offset, FormattableString message)
    {
        if (!IsCut)
        {
            Warn(id, offset, message);
        }
    }

    /// <summary>Warns that the input is truncated.</summary>
    public void WarnOfCut(long offset, FormattableString message) => diagnostics.WarnOfCut(
        "pprof.truncated", At(offset), message.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reports the warnings, one of each kind.</summary>
    public void Flush()
    {
        foreach ((string id, (long offset, string message, long count)) in _warnings)
        {
            string more = count == 1
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" ({count} times; this is the first)");
            diagnostics.Warn(id, At(offset), message + more);
        }

        _warnings.Clear();
    }

    /// <summary>
    /// Counts a field that profile.proto does not have, which is discarded. Throws for a known field with a wrong wire
    /// type: then the input is corrupt, or no profile.
    /// </summary>
    public void CheckUnknown(uint tag, PprofMessage message, long offset)
    {
        uint wireType = tag & WireType.Mask;
        if (message.Find(tag) is { } field)
        {
            string expected = field.Takes(WireType.Number) ? "a number" : "bytes";
            throw Error(offset, $"expected {expected} in {message.NameOf(tag)}, found wire type {wireType}");
        }

        if (wireType is not (WireType.Number or WireType.Bytes or WireType.Fixed64 or WireType.Fixed32))
        {
            throw Error(offset, $"expected wire type 0, 1, 2 or 5, found {wireType}");
        }

        Warn("pprof.unknown-field", offset, $"field {tag >> 3} of a {message.Name} is unknown and is discarded");
    }

    private InputPosition At(long offset) => new(input, Offset: offset);
}
