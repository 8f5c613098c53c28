using Refold.Storage;
using Refold.Text;

namespace Refold.Formats.Pprof;

/// <summary>The string table of a file to write.</summary>
/// <remarks>
/// A table that was read is written in the same order:
/// <code>
///     0: ""  │  1 … n: names of the profile, by StringId  │  n + 1 …: texts of ProfileInfo and sample types only
/// </code>
/// </remarks>
internal sealed class PprofStringWriter(Profile profile)
{
    private readonly SpanInterner<byte> _others = new();

    /// <summary>Returns the index of a text, which is added if it is new.</summary>
    public ulong IndexOf(string text)
    {
        byte[] utf8 = Utf8Text.Encode(text);
        return profile.TryFind(utf8, out StringId id)
            ? (ulong)id.Number
            : (ulong)(profile.StringCount + _others.Add(utf8));
    }

    /// <summary>The number of strings, including the empty one.</summary>
    public int Count => 1 + profile.StringCount + _others.Count;

    /// <summary>The string at an index.</summary>
    public ReadOnlySpan<byte> this[int index] =>
        index <= profile.StringCount ? profile[new StringId(index)] : _others[index - profile.StringCount];
}
