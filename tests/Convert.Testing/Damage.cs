using System.Globalization;

namespace Refold.Testing;

/// <summary>A damaged copy of some bytes, which always comes out the same.</summary>
/// <param name="What">The damage, for messages.</param>
/// <param name="Bytes">The damaged bytes.</param>
public sealed record Damage(string What, byte[] Bytes)
{
    /// <summary>Copies that are cut, that have a bit flipped, or a few bytes that others took the place of.</summary>
    /// <param name="bytes">The undamaged bytes.</param>
    /// <param name="times">The number of damaged copies of each kind; all possible ones if there are fewer.</param>
    /// <param name="seed">The seed of positions and bits.</param>
    public static IEnumerable<Damage> Of(byte[] bytes, int times, int seed)
    {
        var random = new Random(seed);
        foreach (int length in Places(random, bytes.Length, times))
        {
            yield return new Damage(string.Create(CultureInfo.InvariantCulture, $"cut at {length}"), bytes[..length]);
        }

        foreach (int bit in Places(random, (int)Math.Min(bytes.Length * 8L, int.MaxValue), times))
        {
            byte[] copy = [.. bytes];
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return new Damage(
                string.Create(CultureInfo.InvariantCulture, $"bit {bit % 8} of byte {bit / 8} flipped"), copy);
        }

        foreach (int at in Places(random, bytes.Length, times))
        {
            byte[] copy = [.. bytes];
            byte[] others = new byte[Math.Min(random.Next(1, 12), bytes.Length - at)];
            random.NextBytes(others);
            bool isLarge = random.Next(2) == 0;
            others.AsSpan().Fill(isLarge ? (byte)0xff : others[0]);
            others.CopyTo(copy, at);
            yield return new Damage(
                string.Create(CultureInfo.InvariantCulture, $"{others.Length} x {others[0]:x2} at {at}"), copy);
        }
    }

    private static IEnumerable<int> Places(Random random, int count, int times) =>
        count <= times ? Enumerable.Range(0, count) : Enumerable.Range(0, times).Select(_ => random.Next(count));
}
