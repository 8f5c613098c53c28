using System.Globalization;
using System.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The levels of a recursion: Valgrind writes a function that is entered again before it returned under another name,
/// <c>f'2</c>.
/// </summary>
internal static class CallgrindLevels
{
    private const byte Mark = (byte)'\'';

    /// <summary>
    /// The function whose name the frames of each one have: itself, or that without the mark, if the same binary has it
    /// (in the same file or, failing that, in one file only). <c>f'main</c>, which <c>--separate-callers</c> writes,
    /// stays.
    /// </summary>
    public static int[] NamesOf(IReadOnlyList<CallgrindFunctionKey> functions, ProfileBuilder builder)
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

        // Of f'2'2 the plain name has a level, too. Names get shorter, so this ends.
        for (int i = 0; i < merged.Length; i++)
        {
            while (merged[merged[i]] != merged[i])
            {
                merged[i] = merged[merged[i]];
            }
        }

        return merged;
    }

    /// <summary>The name without its level, <c>f</c> of <c>f'2</c>; empty if it has none.</summary>
    public static ReadOnlySpan<byte> Base(ReadOnlySpan<byte> name)
    {
        int mark = name.LastIndexOf(Mark);
        ReadOnlySpan<byte> digits = name[(mark + 1)..];
        return mark > 0 && !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? name[..mark]
            : default;
    }

    /// <summary>The name of the next level: <c>f'2</c> of <c>f</c>, <c>f'3</c> of <c>f'2</c>.</summary>
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
