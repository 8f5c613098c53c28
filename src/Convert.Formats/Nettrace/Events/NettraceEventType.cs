using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>One kind of event as the file declares it.</summary>
/// <param name="Provider">Who writes it.</param>
/// <param name="Id">Its number among those of the provider.</param>
/// <param name="Name">Its name; empty for the runtime's own events.</param>
/// <param name="Version">The version of its payload.</param>
internal sealed record NettraceEventType(string Provider, int Id, string Name, int Version)
{
    /// <summary>What it means to a profile.</summary>
    public ClrEventKind Kind { get; } = NettraceEventKinds.Find(Provider, Id, Name);

    /// <summary>What it is called, with who writes it.</summary>
    public string Title { get; } = Name.Length > 0 ? $"{Provider}/{Name}" : $"{Provider}/{Id}";
}
