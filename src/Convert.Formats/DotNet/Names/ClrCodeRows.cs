namespace Refold.Formats.DotNet;

/// <summary>Creates the rows of a profile that describe code: functions, lines, and mappings of modules.</summary>
internal sealed class ClrCodeRows(ProfileBuilder builder)
{
    /// <summary>Creates a function with both its names, without adding it to the profile.</summary>
    /// <param name="readable">The name in C# syntax.</param>
    /// <param name="raw">The name in the runtime's syntax.</param>
    public Function Function(string readable, string raw) =>
        new(builder.AddString(readable), readable == raw ? default : builder.AddString(raw));

    /// <summary>Creates a line of a function, and adds the function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="place">The position in its source; null if unknown.</param>
    public Line Line(in Function function, ClrSourceLine? place)
    {
        if (place is not { } known)
        {
            return new Line(builder.AddFunction(function));
        }

        Function placed = function with { File = builder.AddString(known.File), StartLine = known.StartLine };
        return new Line(builder.AddFunction(placed), known.Line, known.Column);
    }

    /// <summary>Adds the mapping of a managed module, whose addresses are not part of .NET traces.</summary>
    public MappingId Mapping(string path) =>
        builder.AddMapping(new Mapping(0, 0, 0, builder.AddString(path), default, MappingFlags.HasFunctions));

    /// <summary>Adds the program's own module first: pprof takes the first mapping as the main binary.</summary>
    /// <param name="process">The traced process.</param>
    /// <param name="modules">The paths of its modules.</param>
    public void AddMain(ClrProcessInfo process, IEnumerable<string> modules)
    {
        if (modules.FirstOrDefault(process.IsProgram) is { } main)
        {
            Mapping(main);
        }
    }
}
