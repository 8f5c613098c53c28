namespace Refold;

/// <summary>Filters of profiles that can be chained: <c>profile.Focus("parse").Hide("^runtime")</c>.</summary>
/// <remarks>
/// A pattern is a regular expression that matches part of the name, the source file or the binary of a frame, as in the
/// pprof tool. The profile itself does not change. An invalid pattern is an <see cref="ArgumentException"/>.
/// </remarks>
public static class ProfileFilters
{
    /// <summary>Keeps the samples whose stack has a frame that matches.</summary>
    public static Profile Focus(this Profile profile, string pattern) =>
        new SampleFilter(NamePattern.Parse(pattern)).Apply(profile);

    /// <summary>Keeps the samples whose stack has frames, but none that matches.</summary>
    public static Profile Ignore(this Profile profile, string pattern) =>
        new SampleFilter(NamePattern.Parse(pattern), Keep.Others).Apply(profile);

    /// <summary>Removes the frames that match, and the samples of which no frame is left.</summary>
    public static Profile Hide(this Profile profile, string pattern) =>
        new FrameSelector(NamePattern.Parse(pattern), Keep.Others).Apply(profile);

    /// <summary>Removes the frames that do not match, and the samples of which no frame is left.</summary>
    public static Profile Show(this Profile profile, string pattern) =>
        new FrameSelector(NamePattern.Parse(pattern)).Apply(profile);
}
