using System.Globalization;

namespace Refold.Aggregation;

/// <summary>What tells a node of a call graph from others; what does not matter is empty or 0.</summary>
/// <param name="Name">The function; empty if it has no symbol.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it, from 1.</param>
/// <param name="Address">The address of the instruction.</param>
/// <param name="Binary">The path of the binary, of frames without name.</param>
public sealed record CallGraphFrame(string Name, string File, long Line, ulong Address, string Binary)
{
    private readonly string _text = string.Join(' ', PartsOf(Name, File, Line, Address, Binary));

    /// <summary>The parts of the name people see: address, function, file and line; a binary in brackets without these.</summary>
    public IReadOnlyList<string> Parts { get; } = PartsOf(Name, File, Line, Address, Binary);

    /// <inheritdoc/>
    public bool Equals(CallGraphFrame? other) =>
        other is not null && Name == other.Name && File == other.File && Line == other.Line && Address == other.Address
        && Binary == other.Binary;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, File, Line, Address, Binary);

    /// <summary>The name people see, with blanks between its parts.</summary>
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

    private static string BaseName(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? path : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}
