using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Maps names to positions in the range of a palette, from 0 to 1, so that a function has one colour in all graphs.
/// </summary>
/// <remarks>Both functions are those of flamegraph.pl and return the same numbers to the last bit.</remarks>
internal static class NameHash
{
    /// <summary>
    /// Returns the first random number after seeding with the sum of the code points of the name
    /// (<c>random_namehash</c>, the default of flamegraph.pl since April 2023).
    /// </summary>
    public static double FromSeed(ReadOnlySpan<byte> name)
    {
        uint sum = 0;
        if (Ascii.IsValid(name))
        {
            foreach (byte b in name)
            {
                sum = unchecked(sum + b);
            }
        }
        else
        {
            foreach (Rune rune in Encoding.UTF8.GetString(name).EnumerateRunes())
            {
                sum = unchecked(sum + (uint)rune.Value);
            }
        }

        return new Drand48(sum).Next();
    }

    /// <summary>
    /// Returns similar numbers for names with the same beginning (<c>namehash</c>, the option <c>hash</c>). A module
    /// before a backtick is ignored: <c>libc`malloc</c>.
    /// </summary>
    public static double FromStart(ReadOnlySpan<byte> name) => HashStart(Runes(name));

    /// <summary>Returns similar numbers for names with the same end: the hash of the reversed name.</summary>
    public static double FromEnd(ReadOnlySpan<byte> name)
    {
        Rune[] runes = Runes(name);
        Array.Reverse(runes);
        return HashStart(runes);
    }

    private static Rune[] Runes(ReadOnlySpan<byte> name) => [.. Encoding.UTF8.GetString(name).EnumerateRunes()];

    // The first three characters, with weights 1, 0.7 and 0.49 and moduli 10, 11 and 12.
    private static double HashStart(ReadOnlySpan<Rune> name)
    {
        if (!name.IsEmpty)
        {
            // Perl: s/.(.*?)`// requires at least one character before the backtick.
            name = name[1..].IndexOf(new Rune('`')) is >= 0 and int backtick ? name[(backtick + 2)..] : name;
        }

        double vector = 0;
        double weight = 1;
        double max = 1;
        for (int i = 0; i < Math.Min(3, name.Length); i++)
        {
            int modulus = 10 + i;
            vector += name[i].Value % modulus / (double)(modulus - 1) * weight;
            max += weight;
            weight *= 0.70;
        }

        return 1 - (vector / max);
    }
}
