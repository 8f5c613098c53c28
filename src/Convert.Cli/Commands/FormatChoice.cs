using Refold.Formats;
using Refold.Formats.Outputs;

namespace Refold.Cli;

/// <summary>Which format is meant; if that is not clear, the message lists what could be and names the flag that tells.</summary>
internal static class FormatChoice
{
    private static FormatRegistry Known => Formats.BuiltInFormats.All;

    /// <summary>The format of this name, which must be readable.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ProfileFormat ForReading(string name) =>
        Known.Find(name) is { } format
            ? format.CanRead ? format : throw Unfit("--from", name, "is only written", f => f.CanRead)
            : throw Unfit("--from", name, "is not known", f => f.CanRead);

    /// <summary>The format of an input, by its content.</summary>
    /// <exception cref="ProfileFormatException">No format knows it.</exception>
    public static ProfileFormat ForReading(ProfileInput input)
    {
        Detection found = Known.Detect(input);
        return found.Format ?? throw Detection.ErrorFor(input, found.Foreign, "use --from NAME to choose a format");
    }

    /// <summary>The format to write: by its name, else by the ending of the output's path.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ProfileFormat ForWriting(string? name, string output)
    {
        if (name is not null)
        {
            return Known.Find(name) is { } named
                ? named.CanWrite ? named : throw Unfit("--to", name, "is only read", f => f.CanWrite)
                : throw Unfit("--to", name, "is not known", f => f.CanWrite);
        }

        return OutputName.FormatOf(output, Known) switch
        {
            { CanWrite: true } format => format,
            { } read => throw new UsageException(
                $"{output}: format '{read.Name}' is only read: expected another ending ({Endings()}); --to NAME overrules"),
            null => throw new UsageException(
                $"{output}: expected an ending that names a format ({Endings()}); --to NAME overrules"),
        };
    }

    /// <summary>The names of formats, for messages.</summary>
    public static string Names(Func<ProfileFormat, bool> isIn) =>
        string.Join(", ", Known.Formats.Where(isIn).Select(f => f.Name).Order(StringComparer.Ordinal));

    private static string Endings() =>
        string.Join(", ", Known.Formats.Where(f => f.CanWrite).Select(f => f.Extensions[0]));

    private static UsageException Unfit(string flag, string name, string trouble, Func<ProfileFormat, bool> isIn) =>
        new($"{flag}: format {MessageText.Quote(name)} {trouble}: expected one of {Names(isIn)}");
}
