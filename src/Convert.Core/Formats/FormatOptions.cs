using System.Globalization;

namespace Refold.Formats;

/// <summary>The options of one format as <c>name=value</c> pairs, checked against those it declares.</summary>
public sealed class FormatOptions
{
    private readonly Dictionary<string, string> _values;

    private FormatOptions(Dictionary<string, string> values) => _values = values;

    /// <summary>No options: each has its default.</summary>
    public static FormatOptions None { get; } = new([]);

    /// <summary>Parses the pairs of a command line.</summary>
    /// <remarks>
    /// <code>
    /// width=1200                  the last pair of a name overrides those before it
    /// reverse                     the same as reverse=true
    /// </code>
    /// </remarks>
    /// <param name="pairs">The pairs, as <c>name=value</c>.</param>
    /// <param name="known">The options that the format declares, with their defaults.</param>
    /// <exception cref="FormatException">A pair names an unknown option.</exception>
    public static FormatOptions Parse(IEnumerable<string> pairs, IReadOnlyList<FormatOption> known)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(known);
        Dictionary<string, string> values = None.WithDefaults(known)._values;
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            if (!values.ContainsKey(name))
            {
                string names = known.Count == 0 ? "no options" : string.Join(", ", known.Select(o => o.Name));
                throw new FormatException($"option '{name}': expected {names}");
            }

            values[name] = equals < 0 ? "true" : pair[(equals + 1)..];
        }

        return new FormatOptions(values);
    }

    /// <summary>Creates the same options, with the declared defaults for those not given.</summary>
    /// <param name="known">The options that the format declares.</param>
    public FormatOptions WithDefaults(IReadOnlyList<FormatOption> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        Dictionary<string, string> values = known.ToDictionary(o => o.Name, o => o.Default, StringComparer.Ordinal);
        foreach ((string name, string value) in _values)
        {
            values[name] = value;
        }

        return new FormatOptions(values);
    }

    /// <summary>The value of an option as text; empty if it was not given and has no default.</summary>
    public string Text(string name) => _values.GetValueOrDefault(name, "");

    /// <summary>The value of an option as a whole number.</summary>
    /// <exception cref="FormatException">It is not a whole number.</exception>
    public long Integer(string name, long fallback = 0) =>
        Text(name) is not { Length: > 0 } text ? fallback
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : throw new FormatException($"option '{name}': expected a whole number, found '{text}'");

    /// <summary>The value of an option as a number.</summary>
    /// <exception cref="FormatException">It is not a finite number.</exception>
    public double Number(string name, double fallback = 0) =>
        Text(name) is not { Length: > 0 } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) ? number
        : throw new FormatException($"option '{name}': expected a number, found '{text}'");

    /// <summary>The value of an option as a bool: true, yes, on, 1 · false, no, off, 0.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public bool Flag(string name, bool fallback = false) => Text(name).ToUpperInvariant() switch
    {
        "" => fallback,
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => throw new FormatException($"option '{name}': expected true or false, found '{Text(name)}'"),
    };

    /// <summary>The value of an option as one of several words.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public string Choice(string name, params ReadOnlySpan<string> words)
    {
        string text = Text(name);
        return words.Contains(text)
            ? text
            : throw new FormatException($"option '{name}': expected {string.Join(", ", words!)}, found '{text}'");
    }
}
