namespace Refold.Formats.FlameGraph;

/// <summary>The contribution of samples to the frames of their stack.</summary>
/// <param name="Width">The width on the picture; not negative.</param>
/// <param name="Value">The value of the sample type that is shown.</param>
/// <param name="Delta">The change of that value.</param>
/// <remarks>
/// <code>
///                                     Width  Value  Delta
/// one value of 30                        30     30     30
/// one value of -30 (a subtraction)       30    -30    -30
/// before 10, after 40                    40     40     30
/// before 20, after 0                      0      0    -20     20 wide with the option elided
/// </code>
/// </remarks>
internal readonly record struct FrameWeight(Int128 Width, Int128 Value, Int128 Delta)
{
    /// <summary>Creates the weight of a single value, as wide as its absolute value.</summary>
    public static FrameWeight From(Int128 value) => new(Int128.Abs(value), value, value);

    /// <summary>Creates the weight of two values that are compared.</summary>
    /// <param name="before">The value of the sample type <c>before</c>.</param>
    /// <param name="after">The value of the sample type <c>after</c>.</param>
    /// <param name="showsElided">Whether stacks without a value after have the width of their value before.</param>
    public static FrameWeight From(Int128 before, Int128 after, bool showsElided) =>
        new(Int128.Abs(showsElided && after == 0 ? before : after), after, after - before);

    /// <summary>Adds two weights.</summary>
    public static FrameWeight operator +(FrameWeight left, FrameWeight right) =>
        new(left.Width + right.Width, left.Value + right.Value, left.Delta + right.Delta);
}
