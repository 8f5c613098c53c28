namespace Refold;

/// <summary>Whether a <see cref="Label"/> holds a text or a number.</summary>
public enum LabelKind
{
    /// <summary>A text, which may be empty.</summary>
    Text,

    /// <summary>A number, which may be zero, with a unit, which may be empty.</summary>
    Number,
}
