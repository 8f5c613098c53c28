namespace Refold.Formats.Pprof;

/// <summary>A number of the outermost message, and where it stands.</summary>
internal readonly record struct PprofRawScalar(ulong Value, long Offset);
