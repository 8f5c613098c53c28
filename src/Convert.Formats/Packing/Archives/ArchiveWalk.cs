using System.Globalization;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>Finds the profiles of an input that may be an archive, and may contain archives.</summary>
/// <remarks>
/// <code>
///     all.tgz ─┬─ README.txt          skipped, with a note
///              ├─ cpu.pb.gz           profile 1
///              └─ old.zip ─── a.pb    profile 2, named all.tgz!old.zip!a.pb
/// </code>
/// </remarks>
/// <param name="pattern">The name or pattern of the files to read; null for all profiles.</param>
/// <param name="isProfile">Whether a file of an archive is a profile.</param>
/// <param name="context">Receives notes, and cancels.</param>
internal sealed class ArchiveWalk(string? pattern, Predicate<ProfileInput> isProfile, ConversionContext context)
{
    private const int MaxFiles = 10_000;
    private const int MaxListed = 10;

    private readonly List<ProfileFormatException> _skipped = [];
    private readonly List<string> _seen = [];
    private int _files;
    private int _given;

    /// <summary>Returns the profiles; each can be read until the next is requested.</summary>
    /// <exception cref="ProfileFormatException">There is none, or nothing of the input can be read.</exception>
    public IEnumerable<ProfileInput> Run(PackedInput packed)
    {
        foreach (ProfileInput input in Walk(packed, "", 0))
        {
            _given++;
            yield return input;
        }

        Finish(packed.Name);
    }

    private IEnumerable<ProfileInput> Walk(PackedInput packed, string path, int layers)
    {
        (ProfileInput? input, IArchive? archive) = Open(packed, path, ref layers);
        using (input)
        {
            if (input is not null && IsTaken(input, path))
            {
                yield return input;
            }
        }

        using (archive)
        {
            while (archive is not null && Next(archive, packed.Name) is { } file)
            {
                string inner = path.Length == 0 ? file.Name : $"{path}{ArchivePath.Separator}{file.Name}";
                if (pattern is not null && !ArchivePath.Fits(inner, pattern) && !ArchivePath.MayHold(inner, pattern))
                {
                    continue;
                }

                string name = $"{packed.Name}{ArchivePath.Separator}{ArchivePath.Shown(file.Name)}";
                var content = new PackedInput(name, new SalvagingStream(file.Content, archive.Packing, name, context));
                foreach (ProfileInput found in Walk(content, inner, layers))
                {
                    yield return found;
                }
            }
        }
    }

    private (ProfileInput? Input, IArchive? Archive) Open(PackedInput packed, string path, ref int layers)
    {
        try
        {
            return InputOpener.Peel(packed, ref layers, context);
        }
        catch (ProfileFormatException e) when (path.Length > 0 && pattern is null)
        {
            _skipped.Add(e);
            return (null, null);
        }
    }

    private bool IsTaken(ProfileInput input, string path)
    {
        if (path.Length == 0)
        {
            return pattern is null ? true : throw new ProfileFormatException(
                new InputPosition(input.Name),
                $"expected an archive that holds {MessageText.Quote(pattern)}, found another file");
        }

        if (pattern is not null ? ArchivePath.Fits(path, pattern) : isProfile(input))
        {
            return true;
        }

        _skipped.Add(Detection.ErrorFor(input, BuiltInFormats.All.Detect(input, looksFurther: false).Foreign));
        return false;
    }

    private (string Name, Stream Content)? Next(IArchive archive, string name)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        try
        {
            (string Name, Stream Content)? file = archive.Next();
            if (file is { } found && ++_files <= MaxListed)
            {
                _seen.Add(found.Name);
            }

            if (file is null && archive is TarArchive { LacksEndMark: true })
            {
                context.Diagnostics.Note(
                    "input.no-end-of-tar",
                    new InputPosition(name),
                    "the tar archive has no end mark: it may be truncated");
            }

            return _files <= MaxFiles ? file : throw new ProfileFormatException(
                new InputPosition(name),
                string.Create(
                    CultureInfo.InvariantCulture, $"expected at most {MaxFiles} files in an archive, found more"));
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            EndEarly(archive.Packing, name, e);
            return null;
        }
    }

    // If no profile was read, Finish throws the error of a skipped file, which is more specific. A file that is
    // truncated at its start is not reported as skipped, too.
    private void EndEarly(string packing, string name, Exception e)
    {
        if (_files == 0)
        {
            throw ArchiveContents.Damaged(packing, name, e);
        }

        if (_given > 0 || _skipped.Count == 0)
        {
            if (_skipped is [.., { InnerException: EndOfStreamException }])
            {
                _skipped.RemoveAt(_skipped.Count - 1);
            }

            ArchiveContents.WarnOfCut(packing, name, e, _files, context);
        }
    }

    private void Finish(string archive)
    {
        if (_given == 0)
        {
            throw _skipped.Count == 1
                ? _skipped[0]
                : new ProfileFormatException(new InputPosition(archive), NoProfile());
        }

        foreach (ProfileFormatException skipped in _skipped)
        {
            string place = $"{skipped.Position}: ";
            string problem = skipped.Message.StartsWith(place, StringComparison.Ordinal)
                ? skipped.Message[place.Length..]
                : skipped.Message;
            context.Diagnostics.Note("input.skipped", skipped.Position, $"skipped: {problem}");
        }
    }

    private string NoProfile()
    {
        string listed = string.Join(", ", _seen.Select(MessageText.Quote)) + (_files > _seen.Count ? " and more" : "");
        string found = _files == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{_files}: {listed}");
        return pattern is null
            ? _files == 0
                ? "expected a profile in the archive, found no files"
                : $"none of the files in the archive is a profile; it holds {found}"
            : $"expected a file {MessageText.Quote(pattern)} in the archive, found {found}";
    }
}
