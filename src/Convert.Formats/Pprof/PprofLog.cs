using System.Globalization;

namespace Refold.Formats.Pprof;

/// <summary>Says what is wrong with an input: fatal things as exceptions to throw, odd ones as diagnostics.</summary>
internal sealed class PprofLog(string input, DiagnosticLog diagnostics)
{
    public ProfileFormatException Error(long offset, FormattableString problem) =>
        new(At(offset), problem.ToString(CultureInfo.InvariantCulture));

    public void Warn(string id, long offset, FormattableString message)
    {
        if (diagnostics.Count(id))
        {
            diagnostics.Keep(new Diagnostic(id, At(offset), message.ToString(CultureInfo.InvariantCulture)));
        }
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
