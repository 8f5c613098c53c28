namespace Refold;

/// <summary>The names that frames get where the profile has none.</summary>
/// <remarks>
/// One rule for all writers: the first of these that is known.
/// <code>
/// name          parse               the function's name for people
/// system name   _Z5parsePKc         the symbol in the binary
/// binary        [libc.so.6]         the last part of the mapping's path, in brackets; [vdso] has its own
/// nothing       [unknown]
/// </code>
/// </remarks>
internal static class NameFallback
{
    // Linux appends it to the path of a mapping whose file no longer exists (proc_pid_maps(5)).
    private static ReadOnlySpan<byte> Deleted => " (deleted)"u8;

    /// <summary>The stand-in for a frame of which nothing is known.</summary>
    public static ReadOnlySpan<byte> Unknown => "[unknown]"u8;

    /// <summary>The name of a function, or else its system name, in UTF-8; empty if it has neither.</summary>
    public static ReadOnlySpan<byte> Utf8NameOf(this Profile profile, FunctionId function)
    {
        Function row = profile[function];
        return profile[row.Name == default ? row.SystemName : row.Name];
    }

    /// <summary>The name of a frame in UTF-8, by the rule of this class; never empty.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="function">The function; <c>default</c> for code without a symbol.</param>
    /// <param name="mapping">The mapping of the frame's location; <c>default</c> if unknown.</param>
    public static ReadOnlySpan<byte> Utf8NameOf(this Profile profile, FunctionId function, MappingId mapping)
    {
        ReadOnlySpan<byte> name = profile.Utf8NameOf(function);
        return name.IsEmpty ? InBrackets(BaseName(profile[profile[mapping].File])) : name;
    }

    /// <summary>A file name in brackets; unchanged if it has them; <see cref="Unknown"/> for an empty one.</summary>
    public static ReadOnlySpan<byte> InBrackets(ReadOnlySpan<byte> file) =>
        file.IsEmpty ? Unknown
        : HasBrackets(file) ? file
        : (byte[])[(byte)'[', .. file, (byte)']'];

    /// <summary>
    /// The last part of a path in UTF-8, without <c> (deleted)</c>; <c>[ext4]</c> and the like unchanged. Empty if the
    /// path is empty or <c>/</c>.
    /// </summary>
    public static ReadOnlySpan<byte> BaseName(ReadOnlySpan<byte> path)
    {
        path = path.EndsWith(Deleted) ? path[..^Deleted.Length] : path;
        if (HasBrackets(path))
        {
            return path;
        }

        path = path.TrimEnd((byte)'/');
        return path[(path.LastIndexOf((byte)'/') + 1)..];
    }

    private static bool HasBrackets(ReadOnlySpan<byte> file) => file is [(byte)'[', .., (byte)']'];
}
