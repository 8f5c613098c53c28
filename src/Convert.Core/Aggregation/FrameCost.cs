using System.Numerics;

namespace Refold.Aggregation;

/// <summary>The flat and cumulative cost of a frame while they are summed.</summary>
/// <typeparam name="T">A number type that holds all sums.</typeparam>
internal struct FrameCost<T>
    where T : struct, INumber<T>
{
    private int _lastStack;

    /// <summary>The sum of the stacks whose leaf is the frame.</summary>
    public T Flat { get; private set; }

    /// <summary>The sum of the stacks that contain the frame, each counted once.</summary>
    public T Cumulative { get; private set; }

    /// <summary>Whether one of the costs is not 0.</summary>
    public readonly bool IsAny => !T.IsZero(Flat) || !T.IsZero(Cumulative);

    /// <summary>Adds the value of a stack whose leaf is the frame.</summary>
    public void AddFlat(T value) => Flat += value;

    /// <summary>
    /// Adds the value of a stack that contains the frame; the second and later calls for a stack add nothing.
    /// </summary>
    /// <param name="value">The value of the stack.</param>
    /// <param name="stack">A number other than 0 that differs from that of the stack before.</param>
    public void AddCumulative(T value, int stack)
    {
        if (_lastStack != stack)
        {
            _lastStack = stack;
            Cumulative += value;
        }
    }

    /// <summary>Whether the frame has not been met in a stack yet; marks it as met.</summary>
    public bool TryEnter(int stack)
    {
        bool isNew = _lastStack != stack;
        _lastStack = stack;
        return isNew;
    }
}
