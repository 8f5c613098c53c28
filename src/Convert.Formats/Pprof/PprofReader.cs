namespace Refold.Formats.Pprof;

/// <summary>
/// Reads profile.proto, the format of <c>go tool pprof</c>, already unpacked. See <see cref="PprofWriter"/>.
/// </summary>
/// <remarks>
/// One pass over the stream: see <c>PprofDraft</c> for what is kept of it, and <c>PprofResolver</c> for what is odd
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
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Wanted.Has(Fidelity.Order) };
        try
        {
            PprofDraft draft = ReadDraft(input, builder, log, context);
            return new PprofResolver(draft, builder, log, context).Resolve();
        }
        finally
        {
            log.Flush();
        }
    }

    private static PprofDraft ReadDraft(
        ProfileInput input, ProfileBuilder builder, PprofLog log, ConversionContext context)
    {
        var draft = new PprofDraft(builder, log, context.Limits);
        var field = new ProtobufStream(input.Stream, log, context);
        while (field.TryRead())
        {
            draft.Add(field);
        }

        NoteTheEnd(field, draft, log);
        return draft;
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

    private static void NoteTheEnd(ProtobufStream field, PprofDraft draft, PprofLog log)
    {
        if (field.IsTruncated)
        {
            log.WarnOfCut(field.EndOffset, $"the file ends early, inside {PprofFields.Profile.NameOf(field.Tag)}");
        }

        // Most writers put the strings last, so a cut between two strings shows only by indexes that mean nothing.
        draft.Strings.MayLackStrings = log.IsCut || field.Tag == PprofFields.ProfileString;
        draft.Strings.EndOffset = field.EndOffset;
    }
}
