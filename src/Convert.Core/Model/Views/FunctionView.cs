namespace Refold;

/// <summary>A function of a profile, with its names as text.</summary>
public readonly record struct FunctionView
{
    private readonly Profile _profile;

    internal FunctionView(Profile profile, FunctionId id)
    {
        _profile = profile;
        Id = id;
    }

    /// <summary>The id of the function in its profile.</summary>
    public FunctionId Id { get; }

    /// <summary>The name, else the system name, else <c>[unknown]</c>; never empty.</summary>
    public string Name => _profile.NameOf(Id);

    /// <summary>The name in the binary, often mangled; empty if the source has only one name.</summary>
    public string SystemName => _profile.Text(_profile[Id].SystemName);

    /// <summary>The source file; empty if unknown.</summary>
    public string File => _profile.Text(_profile[Id].File);

    /// <summary>The line where the function begins, from 1; 0 if unknown.</summary>
    public long StartLine => _profile[Id].StartLine;

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
