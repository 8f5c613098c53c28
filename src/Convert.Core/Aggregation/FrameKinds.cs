namespace Refold.Aggregation;

/// <summary>Tells from the name of a mapping what kind of code it holds.</summary>
public static class FrameKinds
{
    /// <summary>Kernel or just-in-time compiled code, or neither.</summary>
    /// <param name="file">The file name of a mapping, in UTF-8.</param>
    public static FrameAnnotations Parse(ReadOnlySpan<byte> file) =>
        IsKernel(file) ? FrameAnnotations.Kernel : IsJit(file) ? FrameAnnotations.Jit : FrameAnnotations.None;

    // [kernel.kallsyms], [guest.kernel.kallsyms], modules as [ext4] or /lib/modules/…/ext4.ko, vmlinux and
    // vmlinux-6.1.0; perf calls [vdso] and [anon] so too, and the peers' rule takes all in brackets for the kernel.
    private static bool IsKernel(ReadOnlySpan<byte> file) =>
        (file is [(byte)'[', ..] && !file.SequenceEqual("[unknown]"u8))
        || file.EndsWith(".ko"u8)
        || NameFallback.BaseName(file).StartsWith("vmlinux"u8);

    // /tmp/perf-1234.map is where compilers list their code; perf inject writes /tmp/jitted-1234-5.so for jitdump.
    private static bool IsJit(ReadOnlySpan<byte> file) =>
        (file.StartsWith("/tmp/perf-"u8) && file.EndsWith(".map"u8))
        || (file.IndexOf("/jitted-"u8) >= 0 && file.EndsWith(".so"u8));
}
