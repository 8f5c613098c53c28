using System.Diagnostics.CodeAnalysis;
using Refold.Formats;

namespace Refold;

/// <summary>Checks a profile that is being built against the limits; errors name the input.</summary>
/// <remarks>
/// A frame of a stack is one location, but has as many functions as were inlined there. A hostile input of 4 MB, with
/// one location of a million lines in each of its stacks, would become a call tree of a billion nodes. So the lines of
/// all distinct stacks together are limited, relative to their locations.
/// </remarks>
internal sealed class LimitGuard(ProfileStorage tables, ConversionLimits limits)
{
    // Compilers inline a few functions into one another; Rust and C++ templates reach about 30.
    private const int UsualLines = 16;
    private const int MaxFurtherLines = 1 << 22;

    private int _mostLines;
    private long _lines;

    /// <summary>The name of the input for errors.</summary>
    public string InputName { get; set; } = "profile";

    /// <summary>Checks that there is room for another sample type.</summary>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void BeforeSampleType() => Check(tables.SampleTypes.Count + 1L, limits.SampleTypes, "sample types");

    /// <summary>Checks that there is room for another name.</summary>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void BeforeString(int bytes)
    {
        Check(bytes, limits.ItemBytes, "bytes in a name");
        Check(tables.Strings.ByteCount + bytes, limits.StringBytes, "bytes of names");
    }

    /// <summary>Checks that there is room for another row of a table.</summary>
    /// <param name="count">The number of rows so far.</param>
    /// <param name="rows">The kind of rows, plural.</param>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void BeforeRow(int count, string rows) => Check(count + 1L, limits.TableRows, rows);

    /// <summary>Checks that there is room for another location.</summary>
    /// <param name="lines">The number of its lines.</param>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void BeforeLocation(int lines)
    {
        BeforeRow(tables.Locations.Count, "locations");
        _mostLines = Math.Max(_mostLines, lines);
    }

    /// <summary>Checks that there is room for another stack.</summary>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void BeforeStack(int depth)
    {
        Check(depth, limits.StackDepth, "frames in a stack");
        Check(tables.Stacks.ItemCount + depth, limits.StackFrames, "frames of stacks");
    }

    /// <summary>Counts the lines of a stack that no stack before was equal to.</summary>
    /// <remarks>Costs nothing while no location has more lines than usual.</remarks>
    /// <exception cref="ProfileFormatException">A limit is exceeded.</exception>
    public void AfterNewStack(ReadOnlySpan<LocationId> leafFirst)
    {
        if (_mostLines <= UsualLines)
        {
            return;
        }

        foreach (LocationId id in leafFirst)
        {
            _lines += id.Number <= tables.Locations.Count ? tables.Locations[id.Number].Lines.Length : 0;
        }

        long limit = MaxFurtherLines + (UsualLines * tables.Stacks.ItemCount);
        Check(_lines, limit, "frames of stacks with inlined functions");
    }

    private void Check(long found, long limit, string what)
    {
        if (found > limit)
        {
            Throw(limit, what);
        }
    }

    // Apart, so that the check itself is inlined.
    [DoesNotReturn]
    private void Throw(long limit, string what) => throw new ProfileFormatException(
        new InputPosition(InputName), $"expected at most {limit} {what}, found more");
}
