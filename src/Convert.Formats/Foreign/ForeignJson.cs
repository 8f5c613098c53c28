using static Refold.Formats.Foreign.HeadText;

namespace Refold.Formats.Foreign;

/// <summary>Signatures of profiles in JSON, by the keys that identify each tool.</summary>
internal static class ForeignJson
{
    /// <summary>The signatures, in the order in which they are tried.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        Profile("a V8 CPU profile (Chrome, Node.js)", head => HasKey(head, "\"nodes\""u8) && IsCpuProfile(head)),
        Profile(
            "a V8 CPU profile (Chrome, Node.js)",
            head => HasKey(head, "\"functionName\""u8) && Has(head, "\"hitCount\""u8)),
        Profile(
            "a V8 heap profile (Chrome, Node.js)",
            head => HasKey(head, "\"selfSize\""u8) && Has(head, "\"callFrame\""u8)),
        Profile(
            "a V8 heap snapshot (Chrome, Node.js)",
            head => HasKey(head, "\"snapshot\""u8) && Has(head, "\"node_fields\""u8)),
        Profile("a trace of Chrome (Trace Event Format)", IsTraceEvents),
        Profile("a profile of the Firefox Profiler or samply", IsFirefox),
        Profile("a heap profile of Valgrind's DHAT", head => HasKey(head, "\"dhatFileVersion\""u8)),
        Profile(
            "a recording of perf in JSON",
            head => HasKey(head, "\"linux-perf-json-version\""u8),
            "use 'perf script' of the same recording"),
        Profile("profiles of OpenTelemetry (OTLP, JSON)", head => HasKey(head, "\"resourceProfiles\""u8)),
        Profile(
            "the output of bpftrace in JSON",
            head =>
                HasKey(head, "\"type\""u8)
                    && (Has(head, "\"attached_probes\""u8) || Begins(head, "{\"type\": \"map\""u8))),
        Profile("a session of pyinstrument", head => HasKey(head, "\"root_frame\""u8)),
        Profile(
            "a profile of Scalene",
            head => HasKey(head, "\"elapsed_time_sec\""u8) || HasKey(head, "\"alloc_samples\""u8)),
        Profile("a profile of GHC in JSON", head => HasKey(head, "\"rts_arguments\""u8)),
        Profile("a profile of stackprof in JSON", head => HasKey(head, "\"gc_samples\""u8)),
        Profile(
            "a tree for d3-flame-graph",
            head =>
                Begins(head, "{"u8)
                    && HasNear(head, "\"children\""u8) && HasNear(head, "\"value\""u8) && HasNear(head, "\"name\""u8)),
        new("a JSON document of an unknown tool", IsJson) { IsGuess = true },
    ];

    private static ForeignSignature Profile(string title, HeadPredicate matches, string? advice = null) =>
        new(title, matches) { IsProfile = true, Advice = advice };

    private static bool IsCpuProfile(ReadOnlySpan<byte> head) =>
        Has(head, "\"callFrame\""u8)
        && (Has(head, "\"hitCount\""u8) || Has(head, "\"timeDeltas\""u8) || Has(head, "\"startTime\""u8));

    private static bool IsTraceEvents(ReadOnlySpan<byte> head) =>
        HasKey(head, "\"traceEvents\""u8)
        || (HasKey(head, "\"ph\""u8) && Has(head, "\"ts\""u8) && (Has(head, "\"pid\""u8) || Has(head, "\"tid\""u8)));

    private static bool IsFirefox(ReadOnlySpan<byte> head) =>
        HasKey(head, "\"preprocessedProfileVersion\""u8)
        || (HasKey(head, "\"frameTable\""u8) && Has(head, "\"stackTable\""u8))
        || (HasKey(head, "\"meta\""u8) && Has(head, "\"interval\""u8) && Has(head, "\"startTime\""u8));
}
