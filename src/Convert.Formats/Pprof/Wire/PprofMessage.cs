namespace Refold.Formats.Pprof;

/// <summary>One message of profile.proto: its name in messages, and its fields, which are numbered from 1.</summary>
internal sealed class PprofMessage(string name, IReadOnlyList<PprofField> fields)
{
    public string Name => name;

    /// <summary>Finds the field of a tag; null if profile.proto has none.</summary>
    public PprofField? Find(uint tag) => (tag >> 3) - 1 is var row && row < fields.Count ? fields[(int)row] : null;

    /// <summary>The name of a field in messages: <c>location.address</c>.</summary>
    public string NameOf(uint tag) => Find(tag) is { } field ? $"{name}.{field.Name}" : $"{name}.{tag >> 3}";
}
