using Refold.Aggregation;

namespace Refold.Formats.Shared;

/// <summary>
/// The options <c>roots</c>, <c>annotations</c>, <c>tidy</c> and <c>addresses</c> of formats whose frames are names
/// only.
/// </summary>
internal static class FrameNaming
{
    /// <summary>Reads these options.</summary>
    /// <param name="options">The options of a command line; undeclared ones have their defaults.</param>
    /// <param name="automatic">The annotations that the value <c>auto</c> selects.</param>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
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
