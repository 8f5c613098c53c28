using System.Globalization;
using System.Runtime.InteropServices;

namespace Refold;

/// <summary>Checks that every id in a profile refers to a row that exists, so that nothing is checked later.</summary>
internal static class ProfileChecks
{
    /// <exception cref="InvalidOperationException">One does not; the message names both rows.</exception>
    public static void Check(ProfileStorage tables)
    {
        if (tables.SampleTypes.Count == 0)
        {
            throw new InvalidOperationException("a profile needs at least one sample type");
        }

        CheckMappings(tables);
        CheckFunctions(tables);
        CheckLocations(tables);
        CheckStacks(tables);
        CheckLabels(tables);
        CheckSamples(tables);
    }

    private static void CheckMappings(ProfileStorage tables)
    {
        for (int i = 1; i <= tables.Mappings.Count; i++)
        {
            Mapping mapping = tables.Mappings[i];
            Expect(mapping.File.Number, tables.Strings.Count, "mapping", i, "string");
            Expect(mapping.BuildId.Number, tables.Strings.Count, "mapping", i, "string");
        }
    }

    private static void CheckFunctions(ProfileStorage tables)
    {
        for (int i = 1; i <= tables.Functions.Count; i++)
        {
            Function function = tables.Functions[i];
            Expect(function.Name.Number, tables.Strings.Count, "function", i, "string");
            Expect(function.SystemName.Number, tables.Strings.Count, "function", i, "string");
            Expect(function.File.Number, tables.Strings.Count, "function", i, "string");
        }
    }

    private static void CheckLocations(ProfileStorage tables)
    {
        for (int i = 1; i <= tables.Locations.Count; i++)
        {
            Location location = tables.Locations[i];
            Expect(location.Mapping.Number, tables.Mappings.Count, "location", i, "mapping");
            foreach (ref readonly Line line in location.Lines)
            {
                Expect(line.Function.Number, tables.Functions.Count, "location", i, "function");
            }
        }
    }

    // A fast loop, since there are more frames than anything else.
    private static void CheckStacks(ProfileStorage tables)
    {
        int locations = tables.Locations.Count;
        for (int i = 1; i <= tables.Stacks.Count; i++)
        {
            // 0 is "no location", which no stack may contain.
            ReadOnlySpan<int> frames = MemoryMarshal.Cast<LocationId, int>(tables.Stacks[i]);
            int wrong = locations == 0 ? 0 : frames.IndexOfAnyExceptInRange(1, locations);
            if (wrong >= 0)
            {
                Expect(frames[wrong] == 0 ? -1 : frames[wrong], locations, "stack", i, "location");
            }
        }
    }

    private static void CheckLabels(ProfileStorage tables)
    {
        for (int i = 1; i <= tables.LabelSets.Count; i++)
        {
            foreach (ref readonly Label label in tables.LabelSets[i])
            {
                Expect(label.Key.Number, tables.Strings.Count, "label set", i, "string");
                Expect(label.Text.Number, tables.Strings.Count, "label set", i, "string");
                Expect(label.Unit.Number, tables.Strings.Count, "label set", i, "string");
            }
        }
    }

    private static void CheckSamples(ProfileStorage tables)
    {
        for (int row = 0; row < tables.Samples.Count; row++)
        {
            Expect(tables.Samples.Stack(row).Number, tables.Stacks.Count, "sample", row, "stack");
            Expect(tables.Samples.Labels(row).Number, tables.LabelSets.Count, "sample", row, "label set");
        }
    }

    private static void Expect(int number, int count, string row, int rowNumber, string named)
    {
        if ((uint)number > (uint)count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{row} {rowNumber}: expected a {named} that exists (1 to {count}), found {number}"));
        }
    }
}
