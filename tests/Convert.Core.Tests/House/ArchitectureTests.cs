using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>The rules of docs/architecture.md.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Assembly Core = typeof(Profile).Assembly;
    private static readonly Assembly Formats = typeof(BuiltInFormats).Assembly;

    // Folders below src/Convert.Formats that are not formats.
    private static readonly string[] NotFormats =
    [
        "DotNet", "Foreign", "Native", "Outputs", "Packing", "Shared", "Sources",
    ];

    // Folders below src/Convert.Core, the lowest layer first.
    private static readonly string[] CoreLayers =
    [
        "Storage", "Text", "Diagnostics", "Model", "Input", "Formats", "Building", "Aggregation", "Attribution",
        "Transforms",
    ];

    // The implicit usings of every new project.
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "System.Collections.Generic",
    ];

    [Fact]
    public void Core_needs_nothing_but_dotnet() =>
        Assert.All(
            Core.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Formats_need_core_and_no_command_line() =>
        Assert.DoesNotContain(
            Formats.GetReferencedAssemblies(), a => a.Name is "refold" or "Spectre.Console" or "System.CommandLine");

    // A namespace of that name would hide System.Convert.
    [Fact]
    public void No_namespace_is_called_convert() =>
        Assert.DoesNotContain(
            SourceFiles("src"), file => NamespaceConvert().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Every_namespace_begins_with_refold() =>
        Assert.All(
            Shipped().Where(t => !IsCompilerGenerated(t)),
            t => Assert.Matches(@"^Refold(\.|$)", t.Namespace));

    [Fact]
    public void No_public_type_is_ambiguous_with_an_implicit_using()
    {
        HashSet<string> taken =
        [
            .. TrustedAssemblies()
                .SelectMany(a => a.GetExportedTypes())
                .Where(t => !t.IsNested && ImplicitUsings.Contains(t.Namespace))
                .Select(t => t.Name),
        ];

        Assert.Contains("ValueType", taken);
        Assert.DoesNotContain(Shipped().Where(t => t.IsPublic), t => taken.Contains(t.Name));
    }

    [Fact]
    public void Every_class_is_sealed_static_or_abstract() =>
        Assert.DoesNotContain(
            Shipped(), t => t.IsClass && !t.IsSealed && !t.IsAbstract && !IsCompilerGenerated(t));

    [Fact]
    public void No_static_field_is_mutable() =>
        Assert.DoesNotContain(
            Shipped().Where(t => !IsCompilerGenerated(t)).SelectMany(t => t.GetFields(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)),
            field => !field.IsInitOnly && !field.IsLiteral);

    [Fact]
    public void A_format_does_not_use_another_format()
    {
        string[] formats = [.. FormatFolders().Select(folder => Path.GetFileName(folder)!)];

        foreach (string folder in FormatFolders())
        {
            string own = Path.GetFileName(folder)!;
            var others = new Regex(
                $@"(Formats\.|(?<![\w.])|using )({string.Join('|', formats.Where(f => f != own))})[.;]");
            foreach (string file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                Assert.DoesNotMatch(others, CodeOf(file));
            }
        }
    }

    [Fact]
    public void Core_names_no_format()
    {
        foreach (string file in SourceFiles("src/Convert.Core"))
        {
            foreach (Match literal in Literal().Matches(CodeOf(file)))
            {
                Assert.DoesNotContain(
                    BuiltInFormats.All.Formats,
                    f => literal.Value == $"\"{f.Name}\""
                        || literal.Value.StartsWith($"\"{f.Name}.", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Core_knows_no_flag_of_the_command_line() =>
        Assert.Empty(
            from file in SourceFiles("src/Convert.Core")
            from Match literal in Literal().Matches(CodeOf(file))
            where Flag().IsMatch(literal.Value)
            select $"{Path.GetFileName(file)}: {literal.Value}");

    [Fact]
    public void Each_format_has_a_folder_and_a_namespace_of_its_name() =>
        Assert.All(FormatFolders(), folder =>
        {
            string name = Path.GetFileName(folder)!;
            Assert.True(File.Exists(Path.Combine(folder, $"{name}Format.cs")));
            Assert.All(
                Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories),
                file => Assert.Contains($"\nnamespace Refold.Formats.{name};", $"\n{File.ReadAllText(file)}"));
        });

    [Fact]
    public void Public_types_of_a_format_begin_with_its_name() =>
        Assert.All(FormatFolders().Select(folder => Path.GetFileName(folder)!), name => Assert.All(
            Formats.GetExportedTypes().Where(t => t.Namespace == $"Refold.Formats.{name}" && !t.IsNested),
            t => Assert.StartsWith(name, t.Name, StringComparison.Ordinal)));

    // Core's folders in layers: a folder uses only those before it. Line and Keep are names of members, too.
    [Fact]
    public void Folders_of_core_use_only_lower_layers()
    {
        string core = Repository.Path("src", "Convert.Core");
        string FolderOf(string file) => Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0];
        string[] files = [.. SourceFiles("src/Convert.Core").Where(f => CoreLayers.Contains(FolderOf(f)))];
        ILookup<string, string> homes = files
            .SelectMany(f => Declared().Matches(CodeOf(f)).Select(m => (Type: m.Groups[1].Value, Folder: FolderOf(f))))
            .ToLookup(d => d.Type, d => d.Folder);

        Assert.Equal(
            CoreLayers.Order(),
            Directory.GetDirectories(core).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj")).Order());
        foreach (string file in files)
        {
            int layer = Array.IndexOf(CoreLayers, FolderOf(file));
            IEnumerable<string> above = TypeName().Matches(CodeOf(file))
                .Where(m => m.Value is not ("Line" or "Keep")
                    && homes[m.Value].Any()
                    && homes[m.Value].All(f => Array.IndexOf(CoreLayers, f) > layer))
                .Select(m => $"{Path.GetFileName(file)} uses {m.Value}");
            Assert.Empty(above.Distinct());
        }
    }

    [Fact]
    public void No_line_of_code_is_longer_than_120_columns() =>
        Assert.Empty(
            from file in SourceFiles("src").Concat(SourceFiles("tests"))
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > 120
            select $"{Path.GetFileName(file)}({line.Number})");

    // CONTRIBUTING.md, "Prose": the subject first, and no riddles.
    [Fact]
    public void Summaries_begin_with_their_subject_or_verb() =>
        Assert.Empty(
            from file in SourceFiles("src").Concat(SourceFiles("tests"))
            from Match summary in Riddle().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {summary.Value}");

    [Fact]
    public void Comments_and_pages_use_plain_words() =>
        Assert.Empty(
            from file in SourceFiles("src").Concat(SourceFiles("tests")).Concat(Pages())
            from line in File.ReadLines(file)
            let comment = file.EndsWith(".md", StringComparison.Ordinal) || Comment().IsMatch(line)
            where comment && Dialect().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}");

    [Fact]
    public void A_folder_of_the_sources_has_about_fifteen_files()
    {
        IEnumerable<string> folders = Directory.GetDirectories(
            Repository.Path("src"), "*", SearchOption.AllDirectories);

        Assert.Empty(
            from folder in folders
            let count = Directory.GetFiles(folder, "*.cs").Length
            where count > 20
            select $"{folder}: {count} files");
    }

    [Fact]
    public void No_regions_and_no_open_tasks_in_comments() =>
        Assert.DoesNotContain(
            SourceFiles("src").Concat(SourceFiles("tests")), file => Unwanted().IsMatch(File.ReadAllText(file)));

    private static IEnumerable<Type> Shipped() => Core.GetTypes().Concat(Formats.GetTypes());

    private static IEnumerable<Assembly> TrustedAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)));

    private static bool IsCompilerGenerated(Type type) =>
        type.Name.Contains('<') || type.DeclaringType is { } outer && IsCompilerGenerated(outer)
        || type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Namespace is null
        || type.Namespace.StartsWith("System", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft", StringComparison.Ordinal);

    private static IEnumerable<string> FormatFolders() =>
        Directory.GetDirectories(Repository.Path("src", "Convert.Formats"))
            .Where(folder => !NotFormats.Contains(Path.GetFileName(folder)));

    private static string[] SourceFiles(string folder) =>
        Directory.GetFiles(Repository.Path(folder.Split('/')), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.Path("src"), "*.md", SearchOption.AllDirectories))
            .Append(Repository.Path("README.md"));

    private static string CodeOf(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"(?<![\w-])--[a-z]")]
    private static partial Regex Flag();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+\.)?Convert\b", RegexOptions.Multiline)]
    private static partial Regex NamespaceConvert();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^(?:public|internal)[\w ]* (?:class|struct|record|interface|enum) (?:struct )?([A-Z]\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"<summary>\s*(?:///\s*)?(?:What|Who|Whoever|Where|Which|How)\b.*")]
    private static partial Regex Riddle();

    [GeneratedRegex(
        @"\b(?:nobody|somebody|whoever|whom|at the door|is meant by|meant to be|wants to know)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Dialect();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+")]
    private static partial Regex TypeName();

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*#region|\bTO" + @"DO\b|\bFIX" + @"ME\b", RegexOptions.Multiline)]
    private static partial Regex Unwanted();
}
