using System.Diagnostics;
using System.Globalization;

namespace Refold;

/// <summary>Checks, in debug builds, that an id belongs to the profile that it is looked up in.</summary>
/// <remarks>
/// An id is a bare row number, so only a number beyond the rows of the profile is noticed. Views
/// (<see cref="Sample"/>, <see cref="Frame"/>, <see cref="FunctionView"/>) know their profile and cannot be mixed up.
/// </remarks>
internal static class IdChecks
{
    /// <summary>Calls <see cref="Verify"/> in debug builds; compiles to nothing in release builds.</summary>
    [Conditional("DEBUG")]
    public static void Check(int number, int count, string row) => Verify(number, count, row);

    /// <exception cref="ArgumentOutOfRangeException">The profile has no such row.</exception>
    public static void Verify(int number, int count, string row)
    {
        if ((uint)number > (uint)count)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The id {number} is of another profile: this one has {count} rows of the kind {row}.");
            throw new ArgumentOutOfRangeException(nameof(number), number, message);
        }
    }
}
