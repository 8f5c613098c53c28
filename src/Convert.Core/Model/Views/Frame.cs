using Refold.Text;

namespace Refold;

/// <summary>One function of a call stack, at the place that was executing.</summary>
/// <remarks>
/// A location with inlined functions gives a frame for each of them, the innermost first; a location without a symbol
/// gives one frame, which is named after its binary.
/// </remarks>
public readonly record struct Frame
{
    private readonly Profile _profile;
    private readonly int _index;

    internal Frame(Profile profile, LocationId location, int index)
    {
        _profile = profile;
        LocationId = location;
        _index = index;
    }

    /// <summary>
    /// The name of the function, else its system name, else the file name of the binary in brackets
    /// (<c>[libc.so.6]</c>), else <c>[unknown]</c>; never empty.
    /// </summary>
    public string Name => Utf8Text.Decode(_profile.Utf8NameOf(Row.Function, _profile[LocationId].Mapping));

    /// <summary>The function; null if the code has no symbol.</summary>
    public FunctionView? Function => HasSymbol ? new FunctionView(_profile, Row.Function) : null;

    /// <summary>The source file; empty if unknown.</summary>
    public string File => _profile.Text(_profile[Row.Function].File);

    /// <summary>The line being executed, from 1; 0 if unknown.</summary>
    public long Line => Row.Number;

    /// <summary>The column being executed, from 1; 0 if unknown.</summary>
    public long Column => Row.Column;

    /// <summary>The address of the instruction; 0 if unknown.</summary>
    public ulong Address => _profile[LocationId].Address;

    /// <summary>The path of the binary, or a name such as <c>[kernel.kallsyms]</c>; empty if unknown.</summary>
    public string Binary => _profile.Text(_profile[_profile[LocationId].Mapping].File);

    /// <summary>Whether the function was inlined into that of the following frame.</summary>
    public bool IsInlined => _index < _profile[LocationId].Lines.Length - 1;

    /// <summary>The location that the frame is at; frames inlined into each other have the same.</summary>
    public LocationId LocationId { get; }

    private bool HasSymbol => _profile[LocationId].Lines.Length > 0;

    private Line Row => HasSymbol ? _profile[LocationId].Lines[_index] : default;

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
