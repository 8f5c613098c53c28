namespace Refold.Formats.DotNet;

/// <summary>Makes the rows that tell of code: functions with both their names, lines, mappings of modules.</summary>
internal sealed class ClrCodeRows(ProfileBuilder builder)
{
    /// <summary>A function, which is not added yet.</summary>
    /// <param name="readable">Its name for people.</param>
    /// <param name="raw">Its name as the runtime spells it.</param>
    public Function Function(string readable, string raw) =>
        new(builder.AddString(readable), readable == raw ? default : builder.AddString(raw));

    /// <summary>A line of a function, which is added.</summary>
    /// <param name="function">The function.</param>
    /// <param name="place">Where in its source; null if that is not known.</param>
    public Line Line(in Function function, ClrSourceLine? place)
    {
        if (place is not { } known)
        {
            return new Line(builder.AddFunction(function));
        }

        Function placed = function with { File = builder.AddString(known.File), StartLine = known.StartLine };
        return new Line(builder.AddFunction(placed), known.Line, known.Column);
    }

    /// <summary>The mapping of a module, whose place in memory traces of .NET do not tell.</summary>
    public MappingId Mapping(string path) =>
        builder.AddMapping(new Mapping(0, 0, 0, builder.AddString(path), default, MappingFlags.HasFunctions));

    /// <summary>Adds the program's own module, before all others: pprof takes the first mapping for the main binary.</summary>
    /// <param name="process">Whose program.</param>
    /// <param name="modules">The paths of modules.</param>
    public void AddMain(ClrProcessInfo process, IEnumerable<string> modules)
    {
        if (modules.FirstOrDefault(process.IsProgram) is { } main)
        {
            Mapping(main);
        }
    }
}
