namespace Refold.Formats.Pprof;

/// <summary>Reads profile.proto, the format of <c>go tool pprof</c>, already unpacked.</summary>
/// <remarks>
/// The stream is read in one pass:
/// <code>
///     ProtobufStream ─► PprofRawProfileReader ─► PprofRawProfile ─► PprofResolver ─► Profile
///     fields            one of several joined    rows as bytes,     ids and string
///                       profiles                 strings known      indexes resolved
/// </code>
/// The ids of the file stay with the rows and are written again. See <see cref="PprofWriter"/>.
/// </remarks>
public sealed class PprofReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var log = new PprofLog(input.Name, context.Diagnostics);
        ThrowIfLegacy(input, log);
        try
        {
            return ReadAll(new ProtobufStream(input.Stream, log, context), log, context);
        }
        finally
        {
            log.Flush();
        }
    }

    // Profiles joined end to end (cat a.pb b.pb) are resolved one by one, since each has its own ids and names.
    private static Profile ReadAll(ProtobufStream field, PprofLog log, ConversionContext context)
    {
        var profiles = new PprofRawProfileReader(field, log, context);
        Profile first = ReadOne(profiles, log, context);
        if (!profiles.HasNext)
        {
            return first;
        }

        long offset = profiles.NextOffset;
        int count = 1;
        var merger = new ProfileMerger(context);
        merger.Add(first, log.Input);
        for (; profiles.HasNext; count++)
        {
            Profile next = ReadOne(profiles, log, context);

            // A truncated profile may have lost the names of its sample types; then it cannot be merged.
            if (profiles.HasNext || next.SampleTypes.All(type => type.Name.Length > 0 && type.Unit.Length > 0))
            {
                merger.Add(next, log.Input);
            }
        }

        log.Warn(
            "pprof.joined",
            offset,
            $"{count} profiles are joined end to end, the second starts here: they are merged");
        return merger.Build();
    }

    private static Profile ReadOne(PprofRawProfileReader profiles, PprofLog log, ConversionContext context)
    {
        var builder = ProfileBuilder.ForInput(log.Input, context);
        return new PprofResolver(profiles.Read(builder), builder, log, context).Resolve();
    }

    private static void ThrowIfLegacy(ProfileInput input, PprofLog log)
    {
        if (input.Head.IsEmpty)
        {
            throw log.Error(0, $"expected a profile, found an empty input");
        }

        if (PprofLegacy.Recognise(input.Head) is { } legacy)
        {
            throw log.Error(
                0, $"expected a protobuf profile, found {legacy}, an older format that Refold cannot read yet");
        }
    }
}
