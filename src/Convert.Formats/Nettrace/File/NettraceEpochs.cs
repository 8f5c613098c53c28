namespace Refold.Formats.Nettrace;

/// <summary>Some epochs, one after the other; see <see cref="NettraceStacks"/>.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct NettraceEpochs(int First, int Last)
{
    /// <summary>All there can be.</summary>
    public static NettraceEpochs All => new(0, int.MaxValue);

    /// <summary>True if an epoch is one of them.</summary>
    public bool Contains(int epoch) => epoch >= First && epoch <= Last;
}
