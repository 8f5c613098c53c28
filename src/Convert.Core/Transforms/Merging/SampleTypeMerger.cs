namespace Refold;

/// <summary>Matches the sample types of several profiles.</summary>
/// <remarks>
/// Types match if their names are equal, apart from a plural s, and their units can be converted. The result has the
/// finer unit, so that no digits are lost.
/// <code>
/// result before       profile            result after        columns of the profile
/// cpu/milliseconds    cpu/nanoseconds    cpu/nanoseconds     0: × 1    (earlier values × 1000000)
///                     sample/count       sample/count        1: × 1
/// </code>
/// </remarks>
internal sealed class SampleTypeMerger(ProfileBuilder target, DiagnosticLog diagnostics)
{
    /// <summary>
    /// Returns the column of each sample type of a profile, and adds the columns that are missing. If a profile has
    /// several equal types, they match in their order.
    /// </summary>
    public ColumnMapping[] Add(Profile profile, InputPosition position)
    {
        var columns = new ColumnMapping[profile.SampleTypes.Count];
        var taken = new HashSet<int>();
        for (int type = 0; type < columns.Length; type++)
        {
            SampleType known = profile.SampleTypes[type];
            int column = Find(t => t == known, taken);
            column = column >= 0 ? column : Find(t => Matches(t, known), taken);
            columns[type] = column >= 0
                ? Join(column, known, position)
                : new ColumnMapping(AddType(known, position), 1);
            taken.Add(columns[type].Column);
        }

        return columns;
    }

    /// <summary>Whether two sample types match, in units that can be converted.</summary>
    public static bool Matches(SampleType one, SampleType other) =>
        Singular(one.Name) == Singular(other.Name) && Units.TryRatio(one.Unit, other.Unit, out _);

    private static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;

    private int Find(Predicate<SampleType> matches, HashSet<int> taken)
    {
        for (int column = 0; column < target.SampleTypes.Count; column++)
        {
            if (!taken.Contains(column) && matches(target.SampleTypes[column]))
            {
                return column;
            }
        }

        return -1;
    }

    private ColumnMapping Join(int column, SampleType type, InputPosition position)
    {
        SampleType known = target.SampleTypes[column];
        _ = Units.TryRatio(type.Unit, known.Unit, out double ratio);
        if (ratio >= 1)
        {
            return new ColumnMapping(column, (long)Math.Round(ratio));
        }

        _ = Units.TryRatio(known.Unit, type.Unit, out ratio);
        ReportTooLarge(
            target.RefineSampleType(column, known with { Unit = type.Unit }, (long)Math.Round(ratio)), position);
        return new ColumnMapping(column, 1);
    }

    /// <summary>
    /// Reports values that do not fit into 64 bits in the unit of the result; does nothing for 0 of them.
    /// </summary>
    public void ReportTooLarge(long count, InputPosition position)
    {
        const string Id = "merge.beyond-64-bits";
        if (count > 0 && diagnostics.Count(Id, count))
        {
            string values = count == 1 ? "1 value does" : $"{count} values do";
            diagnostics.Keep(new Diagnostic(
                Id, position, $"{values} not fit into 64 bits in the finer unit; the largest that fits is used"));
        }
    }

    private int AddType(SampleType type, InputPosition position)
    {
        SampleType? other = target.SampleTypes.FirstOrDefault(t => t.Name == type.Name && t.Unit != type.Unit);
        if (other is not null)
        {
            string message = $"{type} and {other} have different units; both are kept";
            diagnostics.Warn("merge.unit", position, message);
        }

        return target.AddSampleType(type);
    }
}
