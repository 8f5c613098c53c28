namespace Refold.Aggregation;

/// <summary>The cost of a function in one sample type.</summary>
/// <param name="Flat">The sum of the samples in which the function is the leaf.</param>
/// <param name="Cumulative">The sum of the samples whose stack contains the function, each counted once.</param>
public readonly record struct FunctionCost(Int128 Flat, Int128 Cumulative)
{
    /// <summary>Whether one of the costs is not 0.</summary>
    public bool IsAny => Flat != 0 || Cumulative != 0;
}
