using System.Runtime.InteropServices;

namespace Refold;

/// <summary>A fact about samples: a key with a text, or with a number and its unit. A key may occur several times.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Label
{
    // Four ints and a long: no padding, so label lists can be hashed as bytes.
    private Label(StringId key, StringId text, long number, StringId unit, LabelKind kind)
    {
        Key = key;
        Text = text;
        Unit = unit;
        Kind = kind;
        Number = number;
    }

    /// <summary>What the label tells: see <see cref="WellKnownLabels"/> for keys that several formats share.</summary>
    public StringId Key { get; }

    /// <summary>The text of a <see cref="LabelKind.Text"/> label; empty otherwise.</summary>
    public StringId Text { get; }

    /// <summary>The unit of a <see cref="LabelKind.Number"/> label; empty if it has none.</summary>
    public StringId Unit { get; }

    /// <summary>Whether <see cref="Text"/> or <see cref="Number"/> holds the value.</summary>
    public LabelKind Kind { get; }

    /// <summary>The number of a <see cref="LabelKind.Number"/> label, in <see cref="Unit"/>; 0 otherwise.</summary>
    public long Number { get; }

    /// <summary>A label with a text.</summary>
    public static Label OfText(StringId key, StringId text) => new(key, text, 0, default, LabelKind.Text);

    /// <summary>A label with a number.</summary>
    public static Label OfNumber(StringId key, long number, StringId unit = default) =>
        new(key, default, number, unit, LabelKind.Number);
}
