namespace Refold.Attribution;

/// <summary>All stacks as a tree of frames, each with its call site in the frame of the caller.</summary>
internal sealed class StackTree
{
    private readonly int[] _firstOf;
    private int[] _parents = new int[64];
    private int[] _functions = new int[64];
    private int[] _sites = new int[64];
    private int[] _depths = new int[64];

    // For each frame an ancestor, chosen so that any ancestor is reached in a number of steps logarithmic in the depth
    // (Myers, "An applicative random-access stack", 1983):
    //
    //     depth   1   2   3   4   5   6   7   8
    //     jump    1   1   2   1   4   5   4   1        from 8 to 2: 1 is too far, so 7; 4; 1 is too far, so 3; 2
    private int[] _jumps = new int[64];

    /// <summary>Creates an empty tree.</summary>
    /// <param name="functionCount">The number of functions.</param>
    public StackTree(int functionCount)
    {
        _firstOf = new int[functionCount];
        Array.Fill(_firstOf, -1);
    }

    /// <summary>The number of frames; they are numbered from 0.</summary>
    public int Count { get; private set; }

    /// <summary>The caller of a frame; −1 for a root.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>The function of a frame.</summary>
    public int Function(int node) => _functions[node];

    /// <summary>The position in the caller's function from which a frame was called; −1 for a root.</summary>
    public int Site(int node) => _sites[node];

    /// <summary>The number of frames of the stack that ends with a frame.</summary>
    public int Depth(int node) => _depths[node];

    /// <summary>The frame of a depth in the stack that ends with a frame.</summary>
    /// <param name="node">The last frame of the stack.</param>
    /// <param name="depth">The depth, from 1 for the root to that of the last frame.</param>
    public int Ancestor(int node, int depth)
    {
        while (_depths[node] > depth)
        {
            node = _depths[_jumps[node]] >= depth ? _jumps[node] : _parents[node];
        }

        return node;
    }

    /// <summary>The first frame of a function; −1 if it has none.</summary>
    public int FirstOf(int function) => _firstOf[function];

    /// <summary>Adds a frame; its number is returned.</summary>
    /// <param name="parent">The frame of the caller; −1 for a root.</param>
    /// <param name="function">The function.</param>
    /// <param name="site">The position in the caller; −1 for a root.</param>
    public int Push(int parent, int function, int site)
    {
        if (Count == _parents.Length)
        {
            Array.Resize(ref _parents, Count * 2);
            Array.Resize(ref _functions, Count * 2);
            Array.Resize(ref _sites, Count * 2);
            Array.Resize(ref _depths, Count * 2);
            Array.Resize(ref _jumps, Count * 2);
        }

        _parents[Count] = parent;
        _functions[Count] = function;
        _sites[Count] = site;
        _depths[Count] = parent < 0 ? 1 : _depths[parent] + 1;
        _jumps[Count] = parent < 0 ? Count : JumpOver(parent);
        _firstOf[function] = _firstOf[function] < 0 ? Count : _firstOf[function];
        return Count++;
    }

    private int JumpOver(int parent)
    {
        int near = _jumps[parent];
        int far = _jumps[near];
        return _depths[parent] - _depths[near] == _depths[near] - _depths[far] ? far : parent;
    }
}
