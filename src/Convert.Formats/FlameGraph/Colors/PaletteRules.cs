using System.Buffers;

namespace Refold.Formats.FlameGraph;

/// <summary>Chooses the hue of a name in the palettes of languages.</summary>
/// <remarks>
/// The rules for Java, JavaScript, Perl and chains are those of the function <c>color</c> of flamegraph.pl, in its
/// order; those for Python and Rust are those of inferno-flamegraph.
/// <code>
/// java    Lcom/acme/A:::f                                  green    (package)
///         std::sort                                        yellow   (C++)
///         read                                             red      (system)
/// js      LazyCompile:~f /a.js_[j]                         green
///         Builtin:A_[j]                                    aqua
/// python  f (/venv/site-packages/a.py:1)                   aqua     (installed package)
///         f (/usr/lib/python3.11/json/decoder.py:3)        yellow   (standard library)
/// rust    app`&lt;alloc::vec::Vec as T&gt;::f                    orange   (standard library)
///         tokio::run                                       aqua     (crate)
/// </code>
/// </remarks>
internal static class PaletteRules
{
    private static readonly SearchValues<byte> VersionCharacters = SearchValues.Create("0123456789."u8);

    /// <summary>Returns the palette of one hue that colours a frame.</summary>
    /// <param name="palette">The palette of the graph.</param>
    /// <param name="name">The name of the frame in UTF-8, with its annotation.</param>
    public static FlameGraphPalette FindHue(FlameGraphPalette palette, ReadOnlySpan<byte> name) => palette switch
    {
        FlameGraphPalette.Java => Java(name),
        FlameGraphPalette.Js => Js(name),
        FlameGraphPalette.Perl => Perl(name),
        FlameGraphPalette.Python => Python(name),
        FlameGraphPalette.Rust => Rust(name),
        FlameGraphPalette.Wakeup => FlameGraphPalette.Aqua,
        FlameGraphPalette.Chain => Has(name, "_[w]"u8) ? FlameGraphPalette.Aqua : FlameGraphPalette.Blue,
        _ => palette,
    };

    private static FlameGraphPalette Java(ReadOnlySpan<byte> name) =>
        name.EndsWith("_[j]"u8) ? FlameGraphPalette.Green
        : name.EndsWith("_[i]"u8) ? FlameGraphPalette.Aqua
        : IsJavaPackage(name) || Has(name, ":::"u8) ? FlameGraphPalette.Green
        : Has(name, "::"u8) ? FlameGraphPalette.Yellow
        : name.EndsWith("_[k]"u8) ? FlameGraphPalette.Orange
        : FlameGraphPalette.Red;

    private static bool IsJavaPackage(ReadOnlySpan<byte> name)
    {
        int slash = name.IndexOf((byte)'/');
        if (slash < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> first = name[..slash];
        first = first is [(byte)'L', ..] ? first[1..] : first;
        return first.SequenceEqual("java"u8) || first.SequenceEqual("javax"u8) || first.SequenceEqual("jdk"u8)
            || first.SequenceEqual("net"u8) || first.SequenceEqual("org"u8) || first.SequenceEqual("com"u8)
            || first.SequenceEqual("io"u8) || first.SequenceEqual("sun"u8);
    }

    private static FlameGraphPalette Js(ReadOnlySpan<byte> name) =>
        name.EndsWith("_[j]"u8) ? Has(name, "/"u8) ? FlameGraphPalette.Green : FlameGraphPalette.Aqua
        : Has(name, "::"u8) ? FlameGraphPalette.Yellow
        : IsJavaScriptPath(name) ? FlameGraphPalette.Green
        : Has(name, ":"u8) ? FlameGraphPalette.Aqua
        : name.SequenceEqual(" "u8) ? FlameGraphPalette.Green
        : Has(name, "_[k]"u8) ? FlameGraphPalette.Orange
        : FlameGraphPalette.Red;

    private static bool IsJavaScriptPath(ReadOnlySpan<byte> name)
    {
        int slash = name.IndexOf((byte)'/');
        return slash >= 0 && Has(name[slash..], ".js"u8);
    }

    private static FlameGraphPalette Perl(ReadOnlySpan<byte> name) =>
        Has(name, "::"u8) ? FlameGraphPalette.Yellow
        : Has(name, "Perl"u8) || Has(name, ".pl"u8) ? FlameGraphPalette.Green
        : name.EndsWith("_[k]"u8) ? FlameGraphPalette.Orange
        : FlameGraphPalette.Red;

    private static FlameGraphPalette Python(ReadOnlySpan<byte> name) =>
        HasPathPart(name, static part => part.SequenceEqual("site-packages"u8)) ? FlameGraphPalette.Aqua
        : HasPathPart(name, IsPythonFolder) || name.StartsWith("<built-in"u8) || name.StartsWith("<method"u8)
            || name.StartsWith("<frozen"u8) ? FlameGraphPalette.Yellow
        : FlameGraphPalette.Red;

    // "python3.11", "Python", "python310": the folders of the standard library.
    private static bool IsPythonFolder(ReadOnlySpan<byte> part) =>
        (part.StartsWith("python"u8) || part.StartsWith("Python"u8))
        && !part["python".Length..].ContainsAnyExcept(VersionCharacters);

    private static bool HasPathPart(ReadOnlySpan<byte> name, PartTest test)
    {
        while (true)
        {
            int end = name.IndexOfAny((byte)'/', (byte)'\\');
            if (test(end < 0 ? name : name[..end]))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }

            name = name[(end + 1)..];
        }
    }

    private static FlameGraphPalette Rust(ReadOnlySpan<byte> name)
    {
        // "program`function"
        ReadOnlySpan<byte> function = name[(name.IndexOf((byte)'`') + 1)..];
        return IsRustLibrary(function) ? FlameGraphPalette.Orange
            : Has(function, "::"u8) ? FlameGraphPalette.Aqua
            : FlameGraphPalette.Yellow;
    }

    // The compiler wraps asynchronous functions of any crate into core's GenFuture, so these are not library code.
    private static bool IsRustLibrary(ReadOnlySpan<byte> function)
    {
        ReadOnlySpan<byte> path = function is [(byte)'<', ..] ? function[1..] : function;
        return (path.StartsWith("core::"u8) || path.StartsWith("std::"u8) || path.StartsWith("alloc::"u8))
            && !function.StartsWith("<core::future::from_generator::GenFuture<T>"u8);
    }

    private static bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part) => name.IndexOf(part) >= 0;

    private delegate bool PartTest(ReadOnlySpan<byte> part);
}
