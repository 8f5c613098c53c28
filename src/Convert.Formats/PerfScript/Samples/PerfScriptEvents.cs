using System.Text;
using Refold.Storage;
using Refold.Text;

namespace Refold.Formats.PerfScript;

/// <summary>The events of an input, in the order they are first seen: each is one column of the samples.</summary>
internal sealed class PerfScriptEvents(ProfileBuilder builder, string wanted)
{
    /// <summary>The name of the column for periods whose event is not printed.</summary>
    public const string UnnamedEvent = "period";

    private readonly FingerprintTable _byName = new();
    private readonly List<PerfScriptCounter> _counters = [];
    private byte[] _lastName = [];
    private PerfScriptCounter? _last;

    /// <summary>All of them, those that nobody wants too.</summary>
    public IReadOnlyList<PerfScriptCounter> All => _counters;

    /// <summary>The event of this name; a period without an event counts as one.</summary>
    public PerfScriptCounter? Find(in PerfScriptEvent text)
    {
        ReadOnlySpan<byte> name = text.Name;
        bool hasPeriod = !text.Period.IsEmpty;
        if (name.IsEmpty)
        {
            name = hasPeriod ? "period"u8 : default;
        }

        if (name.IsEmpty || (_last is not null && name.SequenceEqual(_lastName)))
        {
            return name.IsEmpty ? null : _last;
        }

        var key = Fingerprint.Compute(name);
        if (!_byName.TryGet(key, out int index))
        {
            index = _counters.Count;
            _counters.Add(Add(name, hasPeriod));
            _byName.Add(key, index);
        }

        _last = _counters[index];
        _lastName = name.ToArray();
        return _last;
    }

    /// <summary>Whether an event of this name has been met.</summary>
    public bool Has(ReadOnlySpan<byte> name) => _byName.TryGet(Fingerprint.Compute(name), out _);

    private PerfScriptCounter Add(ReadOnlySpan<byte> name, bool hasPeriod)
    {
        ReadOnlySpan<byte> kind = PerfScriptEvent.WithoutModifiers(name);
        bool isClock = kind.SequenceEqual("cpu-clock"u8) || kind.SequenceEqual("task-clock"u8);
        var type = new SampleType(Utf8Text.Decode(name), isClock && hasPeriod ? "nanoseconds" : "count");
        bool isWanted = wanted.Length == 0
            || name.SequenceEqual(Encoding.UTF8.GetBytes(wanted)) || kind.SequenceEqual(Encoding.UTF8.GetBytes(wanted));
        return new PerfScriptCounter(
            type, isWanted ? builder.AddSampleType(type) : -1, PerfScriptEvent.IsTracepoint(name));
    }
}
