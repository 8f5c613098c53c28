using System.Text;
using Refold.Formats.Outputs;

namespace Refold.Formats.Native;

/// <summary>
/// Decodes the names that compilers of C++ (Itanium), Rust (legacy and v0) and Swift make, by the programs that know
/// them: <c>c++filt</c> or <c>llvm-cxxfilt</c>, and <c>swift-demangle</c>. All other names stay, and the encoded ones
/// are kept as names in the binary. Warning <c>demangle.no-program</c> if names stay for want of a program.
/// </summary>
/// <param name="style">How much is shown.</param>
public sealed class Demangler(DemangleStyle style) : IProfileTransform
{
    private static readonly DemangleTool[] Tools =
    [
        new("C++ or Rust", ["_Z", "__Z", "_R", "__R"], ["c++filt", "llvm-cxxfilt"], "c++filt (binutils) or llvm-cxxfilt (LLVM)"),
        new("Swift", ["$s", "$S", "_$s", "_$S", "_T0"], ["swift-demangle"], "swift-demangle (Swift's toolchain)"),
    ];

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var decoded = new Dictionary<string, string>();
        foreach (DemangleTool tool in Tools)
        {
            string[] names = [.. NamesFor(profile, tool)];
            if (names.Length > 0 && !TryDecode(tool, names, decoded, context))
            {
                context.Diagnostics.Warn(
                    "demangle.no-program",
                    new InputPosition("--demangle"),
                    $"{names.Length} names of {tool.Language} stay as they are: expected {tool.Advice} on the PATH, found none");
            }
        }

        return decoded.Count == 0
            ? profile
            : new FunctionRenamer(name => decoded.GetValueOrDefault(name, name)).Apply(profile, context);
    }

    private static IEnumerable<string> NamesFor(Profile profile, DemangleTool tool)
    {
        var seen = new HashSet<string>();
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            string name = profile.Text(profile[new FunctionId(i)].Name);
            if (tool.IsFor(name) && seen.Add(name))
            {
                yield return name;
            }
        }
    }

    private bool TryDecode(
        DemangleTool tool, string[] names, Dictionary<string, string> decoded, ConversionContext context)
    {
        foreach (string program in tool.Programs)
        {
            try
            {
                string[] lines = Run(program, tool, names, context.Cancellation);
                for (int i = 0; i < Math.Min(names.Length, lines.Length); i++)
                {
                    decoded[names[i]] = Shown(names[i], lines[i]);
                }

                return true;
            }
            catch (FileNotFoundException)
            {
                // The next one may be there.
            }
        }

        return false;
    }

    // One name a line, and one line a name.
    private string[] Run(string program, DemangleTool tool, string[] names, CancellationToken cancellation)
    {
        string[] arguments = style == DemangleStyle.Full || tool.Language == "Swift" ? [] : ["-p"];
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', names.Select(Plain)) + "\n"));
        using var output = new MemoryStream();
        ExternalProgram.Run(program, arguments, input, output, cancellation);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n');
    }

    // macOS puts an underscore before every symbol.
    private static string Plain(string name) =>
        name.StartsWith("__Z", StringComparison.Ordinal) || name.StartsWith("__R", StringComparison.Ordinal) ? name[1..] : name;

    private string Shown(string name, string line)
    {
        string text = line.TrimEnd('\r');
        return text.Length == 0 || text == Plain(name) ? name
            : style == DemangleStyle.Simple ? DemangledNames.Simplify(text)
            : style == DemangleStyle.Templates ? DemangledNames.WithoutHash(text)
            : text;
    }
}
