using System.Collections;

namespace Refold;

/// <summary>The functions of a profile, in the order of their ids.</summary>
public sealed class FunctionList : IReadOnlyList<FunctionView>
{
    internal FunctionList(Profile profile) => Profile = profile;

    /// <inheritdoc/>
    public int Count => Profile.FunctionCount;

    /// <summary>The profile that has the functions.</summary>
    internal Profile Profile { get; }

    /// <summary>The function at an index, from 0: that with the id index + 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such function.</exception>
    public FunctionView this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new FunctionView(Profile, new FunctionId(index + 1));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<FunctionView> GetEnumerator()
    {
        for (int i = 1; i <= Count; i++)
        {
            yield return new FunctionView(Profile, new FunctionId(i));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
