using System.Text;
using Refold.Formats.Outputs;

namespace Refold.Formats.Native;

/// <summary>Demangles the names of functions in C++ (Itanium), Rust (legacy and v0) and Swift.</summary>
/// <remarks>
/// <code>
/// _ZNSt6vectorIiSaIiEE9push_backEOi                       std::vector::push_back
/// _ZN4core3ptr13drop_in_place17h0123456789abcdefE         core::ptr::drop_in_place
/// __ZN3foo3barEi                                          foo::bar      (macOS)
/// main                                                    unchanged
/// </code>
/// Runs <c>c++filt</c> or <c>llvm-cxxfilt</c>, and <c>swift-demangle</c>. The mangled name becomes the system name of
/// the function. Without the program, names stay mangled, with the warning <c>demangle.no-program</c>.
/// </remarks>
/// <param name="style">How much of the names is shown.</param>
public sealed class Demangler(DemangleStyle style) : IProfileTransform
{
    private static readonly DemangleTool[] Tools =
    [
        new(
            "C++ or Rust",
            ["_Z", "__Z", "_R", "__R"],
            ["c++filt", "llvm-cxxfilt"],
            "c++filt (binutils) or llvm-cxxfilt (LLVM)"),
        new("Swift", ["$s", "$S", "_$s", "_$S", "_T0"], ["swift-demangle"], "swift-demangle (Swift toolchain)"),
    ];

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var demangled = new Dictionary<string, string>();
        foreach (DemangleTool tool in Tools)
        {
            string[] names = [.. FindNames(profile, tool)];
            if (names.Length > 0 && !TryDemangle(tool, names, demangled, context))
            {
                context.Diagnostics.Warn(
                    "demangle.no-program",
                    new InputPosition("--demangle"),
                    $"{names.Length} names of {tool.Language} are not demangled: {tool.Advice} is not on the PATH");
            }
        }

        return demangled.Count == 0
            ? profile
            : new FunctionRenamer(name => demangled.GetValueOrDefault(name, name)).Apply(profile, context);
    }

    private static IEnumerable<string> FindNames(Profile profile, DemangleTool tool)
    {
        var seen = new HashSet<string>();
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            string name = profile.Text(profile[new FunctionId(i)].Name);
            if (tool.Matches(name) && seen.Add(name))
            {
                yield return name;
            }
        }
    }

    private bool TryDemangle(
        DemangleTool tool, string[] names, Dictionary<string, string> demangled, ConversionContext context)
    {
        foreach (string program in tool.Programs)
        {
            try
            {
                string[] lines = Run(program, tool, names, context.Cancellation);
                for (int i = 0; i < Math.Min(names.Length, lines.Length); i++)
                {
                    demangled[names[i]] = Shorten(names[i], lines[i]);
                }

                return true;
            }
            catch (FileNotFoundException)
            {
                // Try the next program.
            }
        }

        return false;
    }

    // The programs print one line for each line of input.
    private string[] Run(string program, DemangleTool tool, string[] names, CancellationToken cancellation)
    {
        string[] arguments = style == DemangleStyle.Full || tool.Language == "Swift" ? [] : ["-p"];
        string lines = string.Join('\n', names.Select(WithoutUnderscore)) + "\n";
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(lines));
        using var output = new MemoryStream();
        ExternalProgram.Run(program, arguments, input, output, cancellation);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n');
    }

    // macOS prefixes every symbol with an underscore.
    private static string WithoutUnderscore(string name) =>
        name.StartsWith("__Z", StringComparison.Ordinal) || name.StartsWith("__R", StringComparison.Ordinal)
            ? name[1..]
            : name;

    private string Shorten(string name, string line)
    {
        string text = line.TrimEnd('\r');
        return text.Length == 0 || text == WithoutUnderscore(name) ? name
            : style == DemangleStyle.Simple ? DemangledNames.Simplify(text)
            : style == DemangleStyle.Templates ? DemangledNames.WithoutHash(text)
            : text;
    }
}
