using System.Runtime.InteropServices;

namespace Refold;

/// <summary>A key with a text, or with a number and its unit, that is attached to samples.</summary>
/// <remarks>
/// A label set may have several labels with one key.
/// <code>
/// thread="worker-1"      a text
/// bytes=4096 bytes       a number with its unit
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Label
{
    // Four ints and a long: no padding, since lists of labels are hashed as bytes.
    private Label(StringId key, StringId text, long number, StringId unit, LabelKind kind)
    {
        Key = key;
        Text = text;
        Unit = unit;
        Kind = kind;
        Number = number;
    }

    /// <summary>The key. Those that several formats share are in <see cref="WellKnownLabels"/>.</summary>
    public StringId Key { get; }

    /// <summary>The text of a <see cref="LabelKind.Text"/> label; empty otherwise.</summary>
    public StringId Text { get; }

    /// <summary>The unit of a <see cref="LabelKind.Number"/> label; empty if it has none.</summary>
    public StringId Unit { get; }

    /// <summary>Whether <see cref="Text"/> or <see cref="Number"/> holds the value.</summary>
    public LabelKind Kind { get; }

    /// <summary>The number of a <see cref="LabelKind.Number"/> label, in <see cref="Unit"/>; 0 otherwise.</summary>
    public long Number { get; }

    /// <summary>Creates a label with a text.</summary>
    public static Label OfText(StringId key, StringId text) => new(key, text, 0, default, LabelKind.Text);

    /// <summary>Creates a label with a number.</summary>
    public static Label OfNumber(StringId key, long number, StringId unit = default) =>
        new(key, default, number, unit, LabelKind.Number);
}
