using System.Globalization;
using System.Text.RegularExpressions;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>
/// The pages of the corpus say what is true of a file, counted without Refold: <c>`cpu-clock` 24 samples,
/// 489795912</c>, <c>43 samples: `cpu/nanoseconds` 1420000000; 68 locations</c>, <c>8 lines, total 83</c>. Reading must
/// agree.
/// </summary>
public sealed partial class CorpusTruthTests
{
    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_file_has_the_totals_that_its_page_states(string format, string file)
    {
        string truth = TruthOf(format, file);

        Profile profile = FormatCases.Read(new CorpusFile(format, file));

        CheckEvents(profile, truth);
        CheckTypes(profile, truth);
        CheckTotal(profile, truth);
    }

    [Theory]
    [InlineData("`cpu-clock` 24 samples, 489795912; `faults` 2 samples, -3", true)]
    [InlineData("`cpu-clock` 24 samples, 489795913; `faults` 2 samples, -3", false)]
    [InlineData("`cpu-clock` 24 samples, 489795912; `fault` 2 samples, -3", false)]
    [InlineData("2 samples: `cpu-clock/ns` 489795912, `faults/count` -3; 0 locations, 0 functions, 1 mappings", true)]
    [InlineData("3 samples: `cpu-clock/ns` 489795912, `faults/count` -3", false)]
    [InlineData("2 samples: `cpu-clock/ns` 489795912, `faults/counts` -3", false)]
    [InlineData("2 samples: `cpu-clock/ns` 489795911, `faults/count` -3", false)]
    [InlineData("2 samples: `cpu-clock/ns` 489795912, `faults/count` -3; 1 locations", false)]
    [InlineData("4 lines, 2 distinct stacks, total -3", true)]
    [InlineData("4 lines, 2 distinct stacks, total 3", false)]
    [InlineData("total -3.4", true)]
    [InlineData("total -1.75", false)]
    public void Totals_on_a_page_are_parsed(string truth, bool isTrue)
    {
        Profile profile = Profiles.Parse(
            """
            refold profile 1
            type cpu-clock ns
            type faults count
            mapping 1 "m"
            sample 489795900 0
            sample 12 -3
            """);

        Exception? error = Record.Exception(() =>
        {
            CheckEvents(profile, truth);
            CheckTypes(profile, truth);
            CheckTotal(profile, truth);
        });

        Assert.Equal(isTrue, error is null);
    }

    // The last cell of the row whose first is the name of the file; empty if there is none.
    private static string TruthOf(string format, string file)
    {
        string page = Repository.Path("corpus", format, "README.md");
        string? row = !File.Exists(page) ? null : File.ReadLines(page)
            .FirstOrDefault(line => line.StartsWith($"| {file} |", StringComparison.Ordinal));
        return row?.TrimEnd(' ', '|').Split(" | ")[^1] ?? "";
    }

    private static void CheckEvents(Profile profile, string truth)
    {
        Int128[] sums = ColumnSums.Of(profile);
        foreach (Match said in Event().Matches(truth))
        {
            string name = said.Groups["event"].Value;
            Int128 sum = Int128.Parse(said.Groups["sum"].Value, CultureInfo.InvariantCulture);
            Assert.Contains(
                Enumerable.Range(0, sums.Length),
                i => sums[i] == sum && (name == "(no event)" || profile.SampleTypes[i].Name == name));
        }
    }

    private static void CheckTypes(Profile profile, string truth)
    {
        if (!SampleCount().IsMatch(truth))
        {
            return;
        }

        Assert.Equal(NumberIn(SampleCount(), truth), profile.Samples.Count);
        Assert.Equal(
            TypeSum().Matches(truth).Select(said => said.Value),
            profile.SampleTypes.Zip(ColumnSums.Of(profile), (type, sum) => $"`{type}` {sum}"));
        Assert.Equal(NumberIn(Locations(), truth) ?? profile.LocationCount, profile.LocationCount);
        Assert.Equal(NumberIn(Functions(), truth) ?? profile.FunctionCount, profile.FunctionCount);
        Assert.Equal(NumberIn(Mappings(), truth) ?? profile.MappingCount, profile.MappingCount);
    }

    // Where counts have fractions, the model has whole numbers.
    private static void CheckTotal(Profile profile, string truth)
    {
        if (Total().Match(truth) is { Success: true } said)
        {
            decimal total = decimal.Parse(said.Groups["sum"].Value, CultureInfo.InvariantCulture);
            decimal found = (decimal)ColumnSums.Of(profile)[profile.DefaultSampleType];
            Assert.InRange(found, total - 0.99m, total + 0.99m);
        }
    }

    private static int? NumberIn(Regex pattern, string truth) =>
        pattern.Match(truth) is { Success: true } said
            ? int.Parse(said.Groups["count"].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"`(?<event>[^`]+)` (?<count>\d+) samples, (?<sum>-?\d+)")]
    private static partial Regex Event();

    [GeneratedRegex(@"^(?<count>\d+) samples: ")]
    private static partial Regex SampleCount();

    [GeneratedRegex(@"(?<=^\d+ samples: .*)`[^`]+/[^`/]*` -?\d+")]
    private static partial Regex TypeSum();

    [GeneratedRegex(@"(?<count>\d+) locations")]
    private static partial Regex Locations();

    [GeneratedRegex(@"(?<count>\d+) functions")]
    private static partial Regex Functions();

    [GeneratedRegex(@"(?<count>\d+) mappings")]
    private static partial Regex Mappings();

    [GeneratedRegex(@"\btotal (?<sum>-?\d+(\.\d+)?)")]
    private static partial Regex Total();
}
