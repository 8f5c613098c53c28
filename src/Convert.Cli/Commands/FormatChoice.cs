using Refold.Formats;
using Refold.Formats.Outputs;

namespace Refold.Cli;

/// <summary>
/// Chooses the format of an input or output; errors list the candidates and the option that chooses one.
/// </summary>
internal static class FormatChoice
{
    private static FormatRegistry Known => Formats.BuiltInFormats.All;

    /// <summary>The readable format of this name.</summary>
    /// <exception cref="UsageException">The name is unknown, or the format is only written.</exception>
    public static ProfileFormat ForReading(string name) =>
        Known.Find(name) is { } format
            ? format.CanRead ? format : throw Unfit("--from", name, "cannot be read", f => f.CanRead)
            : throw Unfit("--from", name, "is unknown", f => f.CanRead);

    /// <summary>The format of an input, detected from its content.</summary>
    /// <exception cref="ProfileFormatException">The format cannot be detected.</exception>
    public static ProfileFormat ForReading(ProfileInput input)
    {
        Detection found = Known.Detect(input);
        return found.Format ?? throw Detection.ErrorFor(input, found.Foreign, "use --from NAME to choose a format");
    }

    /// <summary>The format to write: the named one, else the one of the output's ending.</summary>
    /// <exception cref="UsageException">The name or ending is unknown, or the format is only read.</exception>
    public static ProfileFormat ForWriting(string? name, string output)
    {
        if (name is not null)
        {
            return Known.Find(name) is { } named
                ? named.CanWrite ? named : throw Unfit("--to", name, "cannot be written", f => f.CanWrite)
                : throw Unfit("--to", name, "is unknown", f => f.CanWrite);
        }

        return OutputName.FindFormat(output, Known) switch
        {
            { CanWrite: true } format => format,
            { } read => throw new UsageException(
                $"{output}: format '{read.Name}' cannot be written: expected another ending ({Endings()}); "
                + "or use --to NAME"),
            null => throw new UsageException(
                $"{output}: expected an ending that names a format ({Endings()}); or use --to NAME"),
        };
    }

    /// <summary>The names of formats, for messages.</summary>
    public static string Names(Func<ProfileFormat, bool> isIn) =>
        string.Join(", ", Known.Formats.Where(isIn).Select(f => f.Name).Order(StringComparer.Ordinal));

    private static string Endings() =>
        string.Join(", ", Known.Formats.Where(f => f.CanWrite).Select(f => f.Extensions[0]));

    private static UsageException Unfit(string flag, string name, string problem, Func<ProfileFormat, bool> isIn) =>
        new(
            $"{flag}: format {MessageText.Quote(name)} {problem}: expected one of {Names(isIn)}"
            + Suggestion.For(name, Known.Formats.Where(isIn).Select(f => f.Name)));
}
