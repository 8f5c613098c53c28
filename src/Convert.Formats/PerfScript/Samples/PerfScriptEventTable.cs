using System.Text;
using Refold.Storage;
using Refold.Text;

namespace Refold.Formats.PerfScript;

/// <summary>The events of an input in the order of their first records; each is a sample type of the profile.</summary>
/// <param name="builder">The builder of the profile.</param>
/// <param name="requested">The only event to read; empty for all.</param>
internal sealed class PerfScriptEventTable(ProfileBuilder builder, string requested)
{
    private readonly FingerprintTable _byName = new();
    private readonly List<PerfScriptEventType> _events = [];
    private byte[] _lastName = [];
    private PerfScriptEventType? _last;

    // The sample type of periods whose event is not printed.
    private static ReadOnlySpan<byte> UnnamedEvent => "period"u8;

    /// <summary>All events, requested or not.</summary>
    public IReadOnlyList<PerfScriptEventType> All => _events;

    /// <summary>
    /// Finds or adds the event of a record; null if the record has neither event nor period.
    /// </summary>
    public PerfScriptEventType? GetOrAdd(in PerfScriptEvent text)
    {
        ReadOnlySpan<byte> name = text.Name;
        bool hasPeriod = !text.Period.IsEmpty;
        if (name.IsEmpty)
        {
            name = hasPeriod ? UnnamedEvent : default;
        }

        // Nearly all records have the event of the previous one, so its name is compared before it is hashed.
        if (name.IsEmpty || (_last is not null && name.SequenceEqual(_lastName)))
        {
            return name.IsEmpty ? null : _last;
        }

        var key = Fingerprint.Compute(name);
        if (!_byName.TryGet(key, out int index))
        {
            index = _events.Count;
            _events.Add(Add(name, hasPeriod));
            _byName.Add(key, index);
        }

        _last = _events[index];
        _lastName = name.ToArray();
        return _last;
    }

    /// <summary>Whether an earlier record has this event.</summary>
    public bool Has(ReadOnlySpan<byte> name) => _byName.TryGet(Fingerprint.Compute(name), out _);

    private PerfScriptEventType Add(ReadOnlySpan<byte> name, bool hasPeriod)
    {
        ReadOnlySpan<byte> kind = PerfScriptEvent.WithoutModifiers(name);
        bool isClock = kind.SequenceEqual("cpu-clock"u8) || kind.SequenceEqual("task-clock"u8);
        var type = new SampleType(Utf8Text.Decode(name), isClock && hasPeriod ? "nanoseconds" : "count");
        byte[] requestedName = Encoding.UTF8.GetBytes(requested);
        bool isRequested = requested.Length == 0
            || name.SequenceEqual(requestedName) || kind.SequenceEqual(requestedName);
        return new PerfScriptEventType(
            type, isRequested ? builder.AddSampleType(type) : -1, PerfScriptEvent.IsTracepoint(name));
    }
}
