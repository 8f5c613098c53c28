namespace Refold.Formats.Pprof;

/// <summary>One message of profile.proto: its name for people, and its fields, whose numbers count from 1.</summary>
internal sealed class PprofMessage(string name, IReadOnlyList<PprofField> fields)
{
    public string Name => name;

    /// <summary>The field with this number; null if profile.proto has none.</summary>
    public PprofField? Find(uint tag) => (tag >> 3) - 1 is var row && row < fields.Count ? fields[(int)row] : null;

    /// <summary>What a field is called in messages: <c>location.address</c>.</summary>
    public string NameOf(uint tag) => Find(tag) is { } field ? $"{name}.{field.Name}" : $"{name}.{tag >> 3}";
}
