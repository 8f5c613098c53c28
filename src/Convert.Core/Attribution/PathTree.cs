namespace Refold.Attribution;

/// <summary>Paths of functions, kept as a tree: a path is the number of its last node.</summary>
/// <remarks>
/// <code>
/// even          0        parent -1
/// even odd      1        parent  0
/// even odd even 2        parent  1
/// even log      3        parent  0
/// </code>
/// </remarks>
internal sealed class PathTree
{
    private readonly Dictionary<(int Parent, int Function), int> _numbers = [];
    private readonly List<int> _parents = [];
    private readonly List<int> _functions = [];
    private readonly List<int> _depths = [];
    private readonly List<int> _roots = [];

    /// <summary>The number of paths.</summary>
    public int Count => _parents.Count;

    /// <summary>The path without its last function; −1 if that is the only one.</summary>
    public int Parent(int path) => _parents[path];

    /// <summary>The last function of a path.</summary>
    public int Function(int path) => _functions[path];

    /// <summary>The first function of a path.</summary>
    public int Root(int path) => _roots[path];

    /// <summary>The number of functions of a path.</summary>
    public int Depth(int path) => _depths[path];

    /// <summary>The path with one more function at its end; it is added if it is new.</summary>
    /// <param name="path">The path; −1 for the empty one.</param>
    /// <param name="function">The function.</param>
    public int Extend(int path, int function)
    {
        if (!_numbers.TryGetValue((path, function), out int number))
        {
            number = _parents.Count;
            _parents.Add(path);
            _functions.Add(function);
            _depths.Add(path < 0 ? 1 : _depths[path] + 1);
            _roots.Add(path < 0 ? function : _roots[path]);
            _numbers.Add((path, function), number);
        }

        return number;
    }
}
