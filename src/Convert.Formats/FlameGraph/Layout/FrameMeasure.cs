namespace Refold.Formats.FlameGraph;

/// <summary>What samples of one stack give to its frames.</summary>
/// <param name="Width">How much room they take; not negative.</param>
/// <param name="Value">What they count.</param>
/// <param name="Delta">By how much that has changed.</param>
internal readonly record struct FrameMeasure(Int128 Width, Int128 Value, Int128 Delta)
{
    /// <summary>
    /// The measure of one value. A profile that is a difference has negative ones: how large they are is how wide they
    /// are.
    /// </summary>
    public static FrameMeasure From(Int128 value) => new(Int128.Abs(value), value, value);

    /// <summary>The measure of two values that are compared.</summary>
    /// <param name="before">What there was.</param>
    /// <param name="after">What there is.</param>
    /// <param name="showsElided">True if what is gone takes the room it had.</param>
    public static FrameMeasure From(Int128 before, Int128 after, bool showsElided) =>
        new(Int128.Abs(showsElided && after == 0 ? before : after), after, after - before);

    public static FrameMeasure operator +(FrameMeasure left, FrameMeasure right) =>
        new(left.Width + right.Width, left.Value + right.Value, left.Delta + right.Delta);
}
