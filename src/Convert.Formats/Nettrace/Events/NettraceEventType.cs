using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>An event type as the file declares it.</summary>
/// <param name="Provider">The provider: <c>Microsoft-Windows-DotNETRuntime</c>.</param>
/// <param name="Id">The event id, which is unique within the provider.</param>
/// <param name="Name">The name; empty for the runtime's own events.</param>
/// <param name="Version">The version of the payload.</param>
internal sealed record NettraceEventType(string Provider, int Id, string Name, int Version)
{
    /// <summary>The use of the event in a profile.</summary>
    public ClrEventKind Kind { get; } = NettraceEventKinds.Find(Provider, Id, Name);

    /// <summary>The provider and the name, or the id for an event without name: <c>Shop/Sold</c>.</summary>
    public string Title { get; } = Name.Length > 0 ? $"{Provider}/{Name}" : $"{Provider}/{Id}";
}
