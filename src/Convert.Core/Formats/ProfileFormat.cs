namespace Refold.Formats;

/// <summary>
/// The description of a format: its names, its detection, the facts that it keeps, its reader and writer.
/// </summary>
/// <remarks>Immutable and thread-safe. <c>docs/adding-a-format.md</c> has an example.</remarks>
public abstract class ProfileFormat
{
    /// <summary>The name on the command line: unique, lower case, never renamed; <c>perf-script</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Other names on the command line; unique like <see cref="Name"/>.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>The format in a few words for people: "Output of `perf script`".</summary>
    public abstract string Title { get; }

    /// <summary>The purpose of its outputs.</summary>
    public virtual FormatKind Kind => FormatKind.Interchange;

    /// <summary>The file name extensions, most usual first, each with its dot: <c>.pb.gz</c>.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// The facts that come back when a written profile is read; those that reading gives if it cannot write.
    /// </summary>
    public abstract ProfileFacts Keeps { get; }

    /// <summary>
    /// The facts that files of other tools may have; more than <see cref="Keeps"/> if Refold writes fewer.
    /// </summary>
    public virtual ProfileFacts Reads => Keeps;

    /// <summary>
    /// The facts that it keeps in part, for loss reports: a format with files and lines, but without columns, keeps
    /// <see cref="ProfileFacts.Lines"/> in part.
    /// </summary>
    public virtual ProfileFacts KeepsPartly => ProfileFacts.None;

    /// <summary>The set of names that come back unchanged when a written profile is read.</summary>
    public virtual NameCharset Charset => NameCharset.Unicode;

    /// <summary>Whether outputs are binary, so that they are not written to a terminal.</summary>
    public virtual bool IsBinary => false;

    /// <summary>The options of the reader and the writer.</summary>
    public virtual IReadOnlyList<FormatOption> Options => [];

    /// <summary>
    /// The options, as <c>name=value</c>, that follow from the name of an output, such as the kind of a picture.
    /// Options that are given override them.
    /// </summary>
    /// <param name="path">The path of the output.</param>
    public virtual IReadOnlyList<string> OptionsFor(string path) => [];

    /// <summary>
    /// The options, as <c>name=value</c>, with which exactly the facts of <see cref="Keeps"/> come back. Empty, unless
    /// the default options compress the output or add something for people, such as a root frame.
    /// </summary>
    public virtual IReadOnlyList<string> LosslessOptions => [];

    /// <summary>Estimates whether an input has this format. Must be fast and must not throw.</summary>
    /// <param name="head">
    /// The first bytes, decompressed: 64 KiB, or up to <see cref="ProfileInput.MaxLongHeadLength"/> if no format fits
    /// these. Fewer than 64 KiB are the whole input.
    /// </param>
    public virtual Confidence Detect(ReadOnlySpan<byte> head) => Confidence.None;

    /// <summary>Creates a reader; null if the format cannot be read.</summary>
    /// <param name="options">Values for <see cref="Options"/>.</param>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public virtual IProfileReader? CreateReader(FormatOptions options) => null;

    /// <summary>Creates a writer; null if the format cannot be written.</summary>
    /// <param name="options">Values for <see cref="Options"/>.</param>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public virtual IProfileWriter? CreateWriter(FormatOptions options) => null;

    /// <summary>Whether the format can be read.</summary>
    public bool CanRead => CreateReader(FormatOptions.Parse([], Options)) is not null;

    /// <summary>Whether the format can be written.</summary>
    public bool CanWrite => CreateWriter(FormatOptions.Parse([], Options)) is not null;
}
