using Refold.Aggregation;

namespace Refold.Formats.Shared;

/// <summary>
/// What the formats whose frames are nothing but names share on the command line: the options <c>roots</c>,
/// <c>annotations</c>, <c>tidy</c> and <c>addresses</c>.
/// </summary>
internal static class FrameNaming
{
    /// <summary>How frames are named.</summary>
    /// <param name="options">A command line; options that it does not have count as not given.</param>
    /// <param name="automatic">The annotations that <c>auto</c> stands for, if the format has that.</param>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static FrameNameOptions From(FormatOptions options, FrameAnnotations automatic = FrameAnnotations.None) =>
        new()
        {
            Root = options.Text("roots") is { Length: > 0 } root ? root : FrameNameOptions.AutomaticRoot,
            Tidy = options.Text("tidy") is "auto" or "" ? null : options.Flag("tidy"),
            Annotations = Annotations(options, automatic),
            Addresses = options.Flag("addresses"),
        };

    private static FrameAnnotations Annotations(FormatOptions options, FrameAnnotations automatic) =>
        options.Text("annotations") is "" or "auto" ? automatic
        : options.Choice("annotations", "none", "kernel", "jit", "inlined", "all") switch
        {
            "kernel" => FrameAnnotations.Kernel,
            "jit" => FrameAnnotations.Jit,
            "inlined" => FrameAnnotations.Inlined,
            "all" => FrameAnnotations.All,
            _ => FrameAnnotations.None,
        };
}
