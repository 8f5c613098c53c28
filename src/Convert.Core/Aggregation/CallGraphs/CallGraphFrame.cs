using System.Globalization;

namespace Refold.Aggregation;

/// <summary>The identity of a node in a call graph. Parts that the granularity does not have are empty or 0.</summary>
/// <remarks>
/// The name for people is pprof's:
/// <code>
/// main.work                                     function
/// 0000000000401136 main.work main.go:12         with address, file and line
/// [libc.so.6]                                   a frame without a name and file
/// &lt;unknown&gt;                                     without a binary, too
/// </code>
/// </remarks>
/// <param name="Name">The function's name; empty if it has none.</param>
/// <param name="File">The path of the source file.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Address">The address of the instruction.</param>
/// <param name="Binary">The path of the binary; only of frames without a name.</param>
public sealed record CallGraphFrame(string Name, string File, long Line, ulong Address, string Binary)
{
    private readonly string _text = string.Join(' ', PartsOf(Name, File, Line, Address, Binary));

    /// <summary>The parts of the name for people: address, function, file and line.</summary>
    public IReadOnlyList<string> Parts { get; } = PartsOf(Name, File, Line, Address, Binary);

    /// <inheritdoc/>
    public bool Equals(CallGraphFrame? other) =>
        other is not null && Name == other.Name && File == other.File && Line == other.Line && Address == other.Address
        && Binary == other.Binary;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, File, Line, Address, Binary);

    /// <summary>The name for people, with blanks between its parts.</summary>
    public override string ToString() => _text;

    private static string[] PartsOf(string name, string file, long line, ulong address, string binary)
    {
        var parts = new List<string>();
        if (address != 0)
        {
            parts.Add(address.ToString("x16", CultureInfo.InvariantCulture));
        }

        if (name.Length > 0)
        {
            parts.Add(name);
        }

        if (line != 0 || file.Length > 0)
        {
            parts.Add(line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"));
        }
        else if (name.Length == 0)
        {
            parts.Add(binary.Length > 0 ? $"[{BaseName(binary)}]" : "<unknown>");
        }

        return [.. parts];
    }

    // pprof adds brackets also to [vdso], and keeps " (deleted)", so that NameFallback does not fit here.
    private static string BaseName(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? path : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}
