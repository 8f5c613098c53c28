using System.Globalization;

namespace Refold.Formats.Pprof;

/// <summary>Says what is wrong with an input: fatal things as exceptions to throw, odd ones as diagnostics.</summary>
/// <remarks>
/// A producer's fault is in all its rows, so a kind of diagnostic is one warning, with the first place and the number
/// of the others. <see cref="Flush"/> passes them on.
/// </remarks>
internal sealed class PprofLog(string input, DiagnosticLog diagnostics)
{
    private readonly Dictionary<string, (long Offset, string Message, long Count)> _warnings = [];

    /// <summary>The name of the input.</summary>
    public string Input => input;

    /// <summary>Whether the input is known to end early: rows that are missing need no warning then.</summary>
    public bool IsCut => diagnostics.IsCut(input);

    public ProfileFormatException Error(long offset, FormattableString problem) =>
        new(At(offset), problem.ToString(CultureInfo.InvariantCulture));

    /// <summary>Counts a warning; the text of the first of its kind is kept.</summary>
    public void Warn(string id, long offset, FormattableString message)
    {
        _warnings[id] = _warnings.TryGetValue(id, out (long Offset, string Message, long Count) first)
            ? first with { Count = first.Count + 1 }
            : (offset, message.ToString(CultureInfo.InvariantCulture), 1);
    }

    /// <summary>Counts a warning of something that the input lacks, unless it ends early, which is why.</summary>
    public void WarnOfMissing(string id, long offset, FormattableString message)
    {
        if (!IsCut)
        {
            Warn(id, offset, message);
        }
    }

    /// <summary>Warns that the input ends early.</summary>
    public void WarnOfCut(long offset, FormattableString message) => diagnostics.WarnOfCut(
        "pprof.truncated", At(offset), message.ToString(CultureInfo.InvariantCulture));

    /// <summary>Passes the warnings on, one of each kind.</summary>
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
    /// Counts a field that profile.proto does not have; its content is lost. Throws for one that it has, but stored in
    /// another way: no decoder took it, so the input is damaged or something else.
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

        Warn("pprof.unknown-field", offset, $"field {tag >> 3} of a {message.Name} is unknown and is left out");
    }

    private InputPosition At(long offset) => new(input, Offset: offset);
}
