using System.Runtime.CompilerServices;

namespace Refold;

/// <summary>Checks of a cancellation token in loops over rows.</summary>
internal static class CancellationChecks
{
    /// <summary>The number of rows between two checks: too many to cost time, too few to delay cancellation.</summary>
    internal const int RowsPerCheck = 4096;

    /// <summary>Throws if cancellation is requested; checks the token only if the row is a multiple of 4096.</summary>
    /// <param name="cancellation">The token.</param>
    /// <param name="row">The index of the row, from 0.</param>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ThrowIfCancellationRequested(this CancellationToken cancellation, long row)
    {
        if ((row & (RowsPerCheck - 1)) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
