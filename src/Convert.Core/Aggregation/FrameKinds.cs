namespace Refold.Aggregation;

/// <summary>Recognizes the kind of code of a mapping by its file name.</summary>
/// <remarks>
/// <code>
/// [kernel.kallsyms]   [ext4]   /lib/modules/6.1.0/ext4.ko   /boot/vmlinux-6.1.0      Kernel
/// /tmp/perf-4242.map   /tmp/jitted-4242-7.so                                         Jit
/// /usr/lib/libc.so.6   [unknown]                                                     None
/// </code>
/// </remarks>
public static class FrameKinds
{
    /// <summary>Returns <see cref="FrameAnnotations.Kernel"/>, <see cref="FrameAnnotations.Jit"/> or none.</summary>
    /// <param name="file">The file name of a mapping, in UTF-8.</param>
    public static FrameAnnotations Parse(ReadOnlySpan<byte> file) =>
        IsKernel(file) ? FrameAnnotations.Kernel : IsJit(file) ? FrameAnnotations.Jit : FrameAnnotations.None;

    // All names in brackets but [unknown] are the kernel's, as in stackcollapse-perf.pl and inferno, although perf also
    // writes [vdso] and [anon] for code that is not.
    private static bool IsKernel(ReadOnlySpan<byte> file) =>
        (file is [(byte)'[', ..] && !file.SequenceEqual("[unknown]"u8))
        || file.EndsWith(".ko"u8)
        || NameFallback.BaseName(file).StartsWith("vmlinux"u8);

    // Compilers list their code in /tmp/perf-PID.map; perf inject makes /tmp/jitted-PID-N.so of a jitdump file.
    private static bool IsJit(ReadOnlySpan<byte> file) =>
        (file.StartsWith("/tmp/perf-"u8) && file.EndsWith(".map"u8))
        || (file.IndexOf("/jitted-"u8) >= 0 && file.EndsWith(".so"u8));
}
