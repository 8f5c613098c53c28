using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>What each function of a profile costs, by name and file, for every sample type.</summary>
internal sealed class CsvFunctionCosts
{
    private readonly Profile _profile;
    private readonly List<(string Name, string File)> _names = [];
    private readonly int[][] _ofLocations;
    private readonly Int128[] _flat;
    private readonly Int128[] _cum;
    private readonly int[] _seen;
    private int _samples;

    /// <summary>Starts with nothing.</summary>
    public CsvFunctionCosts(Profile profile)
    {
        _profile = profile;
        var numbers = new Dictionary<(string, string), int>();
        _ofLocations = new int[profile.LocationCount + 1][];
        for (int i = 1; i < _ofLocations.Length; i++)
        {
            _ofLocations[i] = FunctionsOf(profile[new LocationId(i)], numbers);
        }

        _flat = new Int128[_names.Count * profile.SampleTypes.Count];
        _cum = new Int128[_flat.Length];
        _seen = new int[_names.Count];
    }

    /// <summary>Adds a sample.</summary>
    public void Add(Sample sample)
    {
        _samples++;
        bool isLeaf = true;
        foreach (LocationId location in _profile[sample.Stack])
        {
            foreach (int function in _ofLocations[location.Number])
            {
                AddTo(function, sample, isLeaf);
                isLeaf = false;
            }
        }
    }

    /// <summary>The functions that cost anything, the costliest by itself first, then by name.</summary>
    public IEnumerable<int> InOrder()
    {
        int meant = _profile.DefaultSampleType;
        return Enumerable.Range(0, _names.Count)
            .Where(HasCosts)
            .OrderByDescending(f => Flat(f, meant))
            .ThenByDescending(f => Cum(f, meant))
            .ThenBy(f => _names[f].Name, StringComparer.Ordinal)
            .ThenBy(f => _names[f].File, StringComparer.Ordinal);
    }

    /// <summary>The name and the file of a function.</summary>
    public (string Name, string File) NameOf(int function) => _names[function];

    /// <summary>The sum of the samples in which a function is the leaf.</summary>
    public Int128 Flat(int function, int type) => _flat[(function * _profile.SampleTypes.Count) + type];

    /// <summary>The sum of the samples in which a function is.</summary>
    public Int128 Cum(int function, int type) => _cum[(function * _profile.SampleTypes.Count) + type];

    private bool HasCosts(int function)
    {
        bool any = false;
        for (int type = 0; type < _profile.SampleTypes.Count && !any; type++)
        {
            any = Flat(function, type) != 0 || Cum(function, type) != 0;
        }

        return any;
    }

    private void AddTo(int function, Sample sample, bool isLeaf)
    {
        int at = function * _profile.SampleTypes.Count;
        bool isNew = _seen[function] != _samples;
        _seen[function] = _samples;
        for (int type = 0; type < _profile.SampleTypes.Count; type++)
        {
            _flat[at + type] += isLeaf ? sample[type] : 0;
            _cum[at + type] += isNew ? sample[type] : 0;
        }
    }

    private int[] FunctionsOf(Location location, Dictionary<(string, string), int> numbers)
    {
        int[] functions = new int[Math.Max(1, location.Lines.Length)];
        for (int i = 0; i < functions.Length; i++)
        {
            FunctionId id = location.Lines.IsEmpty ? default : location.Lines[i].Function;
            (string, string) name =
                (
                Utf8Text.Decode(CsvFrames.NameOf(_profile, id, location.Mapping)), _profile.Text(_profile[id].File));
            if (!numbers.TryGetValue(name, out functions[i]))
            {
                functions[i] = _names.Count;
                numbers.Add(name, functions[i]);
                _names.Add(name);
            }
        }

        return functions;
    }
}
