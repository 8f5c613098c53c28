using Refold.Formats;

namespace Refold.Testing;

/// <summary>The facts and names that generated profiles may have.</summary>
public sealed record ProfileShape
{
    /// <summary>Everything the model can hold.</summary>
    public static ProfileShape Any { get; } = new();

    /// <summary>The kinds of facts.</summary>
    public ProfileFacts Facts { get; init; } = ProfileFacts.All;

    /// <summary>The kinds of names.</summary>
    public NameCharset Charset { get; init; } = NameCharset.Bytes;

    /// <summary>True if rows may be there twice, with numbers of the input.</summary>
    public bool HasSourceIds { get; init; } = true;

    /// <summary>True if every frame has a function, every function a name, and every stack a frame.</summary>
    public bool IsNamed => Charset == NameCharset.Plain;

    /// <summary>The shape of profiles that a format can represent.</summary>
    public static ProfileShape For(ProfileFormat format) =>
        new() { Facts = format.Keeps, Charset = format.Charset };
}
