using System.Numerics;

namespace Refold.Aggregation;

/// <summary>What a node costs, as it is being added up.</summary>
/// <typeparam name="T">A number that all sums fit into.</typeparam>
internal struct CallGraphCost<T>
    where T : struct, INumber<T>
{
    private int _lastStack;

    /// <summary>The sum of the stacks whose leaf it is.</summary>
    public T Flat { get; private set; }

    /// <summary>The sum of the stacks in which it is.</summary>
    public T Cum { get; private set; }

    /// <summary>True if it costs something.</summary>
    public readonly bool IsAny => !T.IsZero(Flat) || !T.IsZero(Cum);

    /// <summary>Adds the value of a stack whose leaf it is.</summary>
    public void AddFlat(T value) => Flat += value;

    /// <summary>Adds the value of a stack in which it is, the first time that it is met there.</summary>
    public void AddCum(T value, int stack)
    {
        if (_lastStack != stack)
        {
            _lastStack = stack;
            Cum += value;
        }
    }

    /// <summary>Whether this is the first time that it is met in a stack.</summary>
    public bool IsNewIn(int stack)
    {
        bool isNew = _lastStack != stack;
        _lastStack = stack;
        return isNew;
    }
}
