using Refold.Storage;
using Refold.Text;

namespace Refold.Formats.Pprof;

/// <summary>
/// The string table of a file to write: the empty string, the names of the profile in their order, so that a table that
/// was read is written as it was, then what only <see cref="ProfileInfo"/> and the sample types say.
/// </summary>
internal sealed class PprofStringWriter(Profile profile)
{
    private readonly SpanInterner<byte> _others = new();

    /// <summary>The index of a text, which is added if it is new.</summary>
    public ulong Of(string text)
    {
        byte[] utf8 = Utf8Text.Encode(text);
        return profile.TryFind(utf8, out StringId id)
            ? (ulong)id.Number
            : (ulong)(profile.StringCount + _others.Add(utf8));
    }

    /// <summary>How many strings there are, the empty one among them.</summary>
    public int Count => 1 + profile.StringCount + _others.Count;

    /// <summary>The string at an index.</summary>
    public ReadOnlySpan<byte> this[int index] =>
        index <= profile.StringCount ? profile[new StringId(index)] : _others[index - profile.StringCount];
}
