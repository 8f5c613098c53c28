namespace Refold.Formats;

/// <summary>
/// One format: its names, how it is recognised, what it can carry, and how it is read and written. Formats are
/// immutable and safe to share between threads. A new one is a class like this one, a reader, a writer, and one line in
/// a <see cref="FormatRegistry"/>.
/// </summary>
public abstract class ProfileFormat
{
    /// <summary>The name people type: unique, lower case, never renamed; <c>perf-script</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Other names people know it by, as unique as <see cref="Name"/>.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>The format in a few words for people: "Output of `perf script`".</summary>
    public abstract string Title { get; }

    /// <summary>What its outputs are for.</summary>
    public virtual FormatKind Kind => FormatKind.Interchange;

    /// <summary>File name endings, most usual first, each with its dot: <c>.pb.gz</c>.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>What survives writing a profile and reading it back (for a format that is only read: what reading gives).</summary>
    public abstract ProfileFacts Keeps { get; }

    /// <summary>What a file may hold; more than <see cref="Keeps"/> where writing is plainer than what others write.</summary>
    public virtual ProfileFacts Reads => Keeps;

    /// <summary>
    /// What it writes some of, though not all: a loss report says so. A format that has files and lines, but no columns,
    /// keeps lines partly.
    /// </summary>
    public virtual ProfileFacts KeepsPartly => ProfileFacts.None;

    /// <summary>Which names come back unchanged after writing and reading.</summary>
    public virtual NameCharset Charset => NameCharset.Unicode;

    /// <summary>True if the written form is bytes that no terminal should show.</summary>
    public virtual bool IsBinary => false;

    /// <summary>The options of its reader and writer.</summary>
    public virtual IReadOnlyList<FormatOption> Options => [];

    /// <summary>
    /// The options, as <c>name=value</c>, that the name of an output says, such as the kind of a picture; those given by
    /// people count more.
    /// </summary>
    /// <param name="path">The path of the output.</param>
    public virtual IReadOnlyList<string> OptionsFor(string path) => [];

    /// <summary>
    /// The options, as <c>name=value</c>, with which writing and reading back are exact: <see cref="Keeps"/> holds for
    /// them. None, unless the usual writing packs its output, or adds something for people, such as a root frame.
    /// </summary>
    public virtual IReadOnlyList<string> LosslessOptions => [];

    /// <summary>
    /// How sure the format is that an input that begins with <paramref name="head"/> is its own. Must be quick, must
    /// not throw.
    /// </summary>
    /// <param name="head">
    /// The first bytes, unpacked: 64 KiB, or, if no format recognises those, up to
    /// <see cref="ProfileInput.MaxLongHeadLength"/>. Fewer than 64 KiB are the whole input.
    /// </param>
    public virtual Confidence Detect(ReadOnlySpan<byte> head) => Confidence.None;

    /// <summary>A reader, or null if the format cannot be read.</summary>
    /// <param name="options">Those of <see cref="Options"/>; one that is not given has its default.</param>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public virtual IProfileReader? CreateReader(FormatOptions options) => null;

    /// <summary>A writer, or null if the format cannot be written.</summary>
    /// <param name="options">Those of <see cref="Options"/>; one that is not given has its default.</param>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public virtual IProfileWriter? CreateWriter(FormatOptions options) => null;

    /// <summary>True if the format can be read.</summary>
    public bool CanRead => CreateReader(FormatOptions.Parse([], Options)) is not null;

    /// <summary>True if the format can be written.</summary>
    public bool CanWrite => CreateWriter(FormatOptions.Parse([], Options)) is not null;
}
