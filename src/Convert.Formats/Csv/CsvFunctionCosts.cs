using Refold.Aggregation;
using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>The flat and cumulative cost of each function of a profile, for every sample type.</summary>
/// <remarks>Functions of equal name and file are one, also if the profile has several rows for them.</remarks>
internal sealed class CsvFunctionCosts
{
    private readonly Profile _profile;
    private readonly List<(string Name, string File)> _functions = [];
    private readonly Dictionary<(string Name, string File), int> _numbers = [];

    // By sample type, then by function.
    private readonly FunctionCost[][] _costs;

    /// <summary>Sums the costs of all functions.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public CsvFunctionCosts(Profile profile, CancellationToken cancellation)
    {
        _profile = profile;
        FrameTable table = FrameTable.Create(profile, NumberOf);
        _costs = new FunctionCost[profile.SampleTypes.Count][];
        for (int type = 0; type < _costs.Length; type++)
        {
            _costs[type] = FunctionCosts.Sum(profile, type, table, _functions.Count, cancellation);
        }
    }

    /// <summary>
    /// The functions whose cost is not 0: by flat cost in the default sample type, then by cumulative cost, the largest
    /// first; then by name and file.
    /// </summary>
    public IEnumerable<int> InOrder()
    {
        FunctionCost[] ranking = _costs[_profile.DefaultSampleType];
        return Enumerable.Range(0, _functions.Count)
            .Where(function => Array.Exists(_costs, costs => costs[function].IsAny))
            .OrderByDescending(function => ranking[function].Flat)
            .ThenByDescending(function => ranking[function].Cumulative)
            .ThenBy(function => _functions[function].Name, StringComparer.Ordinal)
            .ThenBy(function => _functions[function].File, StringComparer.Ordinal);
    }

    /// <summary>The name and the source file of a function.</summary>
    public (string Name, string File) NameOf(int function) => _functions[function];

    /// <summary>The cost of a function in a sample type.</summary>
    public FunctionCost CostOf(int function, int type) => _costs[type][function];

    private int NumberOf(in Location location, int line)
    {
        FunctionId id = line < 0 ? default : location.Lines[line].Function;
        (string, string) function =
            (Utf8Text.Decode(_profile.Utf8NameOf(id, location.Mapping)), _profile.Text(_profile[id].File));
        if (!_numbers.TryGetValue(function, out int number))
        {
            number = _functions.Count;
            _numbers.Add(function, number);
            _functions.Add(function);
        }

        return number;
    }
}
