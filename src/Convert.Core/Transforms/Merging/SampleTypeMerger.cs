namespace Refold;

/// <summary>
/// Finds the sample types that count the same in several profiles: of equal name, a plural s aside, and of units that can
/// be converted. The finer unit wins, so that nothing is lost.
/// </summary>
internal sealed class SampleTypeMerger(ProfileBuilder target, DiagnosticLog diagnostics)
{
    /// <summary>
    /// The columns for the sample types of one more profile. Of several equal types in a profile, the first goes with the
    /// first, and so on.
    /// </summary>
    public ColumnMapping[] Add(Profile profile, InputPosition position)
    {
        var columns = new ColumnMapping[profile.SampleTypes.Count];
        var taken = new HashSet<int>();
        for (int type = 0; type < columns.Length; type++)
        {
            SampleType wanted = profile.SampleTypes[type];
            int column = Find(t => t == wanted, taken);
            column = column >= 0 ? column : Find(t => IsSame(t, wanted), taken);
            columns[type] = column >= 0
                ? Join(column, wanted, position)
                : new ColumnMapping(AddType(wanted, position), 1);
            taken.Add(columns[type].Column);
        }

        return columns;
    }

    /// <summary>True if two sample types count the same, in units that can be converted.</summary>
    public static bool IsSame(SampleType one, SampleType other) =>
        Singular(one.Name) == Singular(other.Name) && Units.TryRatio(one.Unit, other.Unit, out _);

    private static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;

    private int Find(Predicate<SampleType> isIt, HashSet<int> taken)
    {
        for (int column = 0; column < target.SampleTypes.Count; column++)
        {
            if (!taken.Contains(column) && isIt(target.SampleTypes[column]))
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
            diagnostics.Keep(new Diagnostic(
                Id, position, $"{count} values do not fit into 64 bits in the finer unit; the largest that fits is "
                    + "taken"));
        }
    }

    private int AddType(SampleType type, InputPosition position)
    {
        SampleType? other = target.SampleTypes.FirstOrDefault(t => t.Name == type.Name && t.Unit != type.Unit);
        if (other is not null)
        {
            string message = $"{type} and {other} count in different units; kept side by side";
            diagnostics.Warn("merge.unit", position, message);
        }

        return target.AddSampleType(type);
    }
}
