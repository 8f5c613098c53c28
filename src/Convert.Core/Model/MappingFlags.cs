namespace Refold;

/// <summary>
/// The kinds of symbols that the locations of a <see cref="Mapping"/> have (profile.proto, fields 7 to 10).
/// </summary>
[Flags]
public enum MappingFlags
{
    /// <summary>None: a tool may still look for symbols.</summary>
    None = 0,

    /// <summary>Its locations have function names.</summary>
    HasFunctions = 1,

    /// <summary>Its locations have source file names.</summary>
    HasFilenames = 2,

    /// <summary>Its locations have line numbers.</summary>
    HasLineNumbers = 4,

    /// <summary>Its locations have their inlined functions.</summary>
    HasInlineFrames = 8,
}
