using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Where in a palette's range a name falls, always at the same place, so that a function has one colour in all graphs.
/// Two ways, both flamegraph.pl's and equal to it in every bit.
/// </summary>
internal static class NamePlaces
{
    /// <summary>
    /// The way of every flamegraph.pl since April 2023: the first random number after seeding with the sum of the
    /// name's code points (<c>random_namehash</c>).
    /// </summary>
    public static double Seeded(ReadOnlySpan<byte> name)
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
    /// The way of <c>--hash</c>: names that begin alike get like colours (<c>namehash</c>). A module before a backtick
    /// does not count.
    /// </summary>
    public static double FromStart(ReadOnlySpan<byte> name) => Weigh(Runes(name));

    /// <summary>As <see cref="FromStart"/>, for the name read backwards: names that end alike get like places.</summary>
    public static double FromEnd(ReadOnlySpan<byte> name)
    {
        Rune[] runes = Runes(name);
        Array.Reverse(runes);
        return Weigh(runes);
    }

    private static Rune[] Runes(ReadOnlySpan<byte> name) => [.. Encoding.UTF8.GetString(name).EnumerateRunes()];

    // Three characters count, each 0.7 times as much as the one before; the third modulus is the last, 12.
    private static double Weigh(ReadOnlySpan<Rune> name)
    {
        if (!name.IsEmpty)
        {
            // Perl: s/.(.*?)`// — there must be something before the backtick.
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
