namespace Refold.Formats.Pprof;

/// <summary>
/// Reads profile.proto, the format of <c>go tool pprof</c>, already unpacked. See <see cref="PprofWriter"/>.
/// </summary>
/// <remarks>
/// One pass over the stream: see <c>PprofRawProfile</c> for what is kept of it, and <c>PprofResolver</c> for what is odd
/// and what is an error. The ids of the file stay with the rows, so that writing gives them back.
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

    // Nearly always there is one profile. Profiles joined end to end (cat a.pb b.pb) are resolved one after the other,
    // since each has its own ids and names.
    private static Profile ReadAll(ProtobufStream field, PprofLog log, ConversionContext context)
    {
        var drafts = new PprofRawProfileReader(field, log, context);
        Profile first = ReadOne(drafts, log, context);
        if (!drafts.HasNext)
        {
            return first;
        }

        long offset = drafts.NextOffset;
        int count = 1;
        var merger = new ProfileMerger(context);
        merger.Add(first, log.Input);
        for (; drafts.HasNext; count++)
        {
            Profile next = ReadOne(drafts, log, context);

            // Only a profile whose names are cut off lacks them; without its sample types, it cannot be added.
            if (drafts.HasNext || next.SampleTypes.All(type => type.Name.Length > 0 && type.Unit.Length > 0))
            {
                merger.Add(next, log.Input);
            }
        }

        log.Warn(
            "pprof.joined",
            offset,
            $"{count} profiles are joined end to end, the second one here: they are read as one");
        return merger.Build();
    }

    private static Profile ReadOne(PprofRawProfileReader drafts, PprofLog log, ConversionContext context)
    {
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        return new PprofResolver(drafts.Read(builder), builder, log, context).Resolve();
    }

    private static void ThrowIfLegacy(ProfileInput input, PprofLog log)
    {
        if (input.Head.IsEmpty)
        {
            throw log.Error(0, $"expected a profile, found an empty input");
        }

        if (PprofLegacy.Recognise(input.Head) is { } legacy)
        {
            throw log.Error(0, $"expected a protobuf profile, found {legacy}, an older format that is not read yet");
        }
    }
}
