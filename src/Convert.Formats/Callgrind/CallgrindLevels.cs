using System.Globalization;
using System.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The levels of a recursion: Valgrind writes a function that is called again before it returned as a function
/// <c>f'2</c>, then <c>f'3</c>.
/// </summary>
/// <remarks>
/// <code>
/// f calls f, which calls f:        f ─► f'2 ─► f'3
/// </code>
/// <c>--separate-recs</c> sets the count of levels. <c>f'main</c>, from <c>--separate-callers</c>, is not a level.
/// </remarks>
internal static class CallgrindLevels
{
    private const byte Separator = (byte)'\'';

    /// <summary>
    /// Finds for each function the one whose name its frames have. For a level that is the function without level, if
    /// the same binary has it: in the same file or, failing that, in exactly one file. All others are their own.
    /// </summary>
    public static int[] FindFunctions(IReadOnlyList<CallgrindFunctionKey> functions, ProfileBuilder builder)
    {
        var known = new Dictionary<CallgrindFunctionKey, int>();
        var inObject = new Dictionary<(StringId, StringId), int>();
        for (int i = 0; i < functions.Count; i++)
        {
            known[functions[i]] = i;
            (StringId, StringId) key = (functions[i].Object, functions[i].Name);
            inObject[key] = inObject.ContainsKey(key) ? -1 : i;
        }

        int[] merged = new int[functions.Count];
        for (int i = 0; i < merged.Length; i++)
        {
            ReadOnlySpan<byte> name = Base(builder.Utf8(functions[i].Name));
            merged[i] = i;
            if (!name.IsEmpty)
            {
                StringId plain = builder.AddString(name);
                merged[i] = known.TryGetValue(functions[i] with { Name = plain }, out int same) ? same
                    : inObject.GetValueOrDefault((functions[i].Object, plain), -1) is >= 0 and int other ? other
                    : i;
            }
        }

        // The function of f'2'2 is a level itself, f'2. Names get shorter, so the loop ends.
        for (int i = 0; i < merged.Length; i++)
        {
            while (merged[merged[i]] != merged[i])
            {
                merged[i] = merged[merged[i]];
            }
        }

        return merged;
    }

    /// <summary>The name without its level, <c>f</c> for <c>f'2</c>; empty if the name has no level.</summary>
    public static ReadOnlySpan<byte> Base(ReadOnlySpan<byte> name)
    {
        int separator = name.LastIndexOf(Separator);
        ReadOnlySpan<byte> digits = name[(separator + 1)..];
        return separator > 0 && !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? name[..separator]
            : default;
    }

    /// <summary>The name of the next level: <c>f'2</c> for <c>f</c>, <c>f'3</c> for <c>f'2</c>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> plain = Base(name);
        long level = 1;
        bool isLevel = !plain.IsEmpty
            && long.TryParse(name[(plain.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out level);
        string next = string.Create(CultureInfo.InvariantCulture, $"'{(Int128)(isLevel ? level : 1) + 1}");
        return [.. isLevel ? plain : name, .. Encoding.ASCII.GetBytes(next)];
    }
}
