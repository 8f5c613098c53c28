namespace Refold;

/// <summary>The frames and names that a language runtime adds to stacks.</summary>
internal sealed class RuntimeNoise
{
    /// <summary>All runtimes.</summary>
    public static IReadOnlyList<RuntimeNoise> All { get; } =
    [
        new()
        {
            Name = "go",
            Roots = @"^runtime\.(goexit|main|mstart[01]?|rt0_go|_rt0_[a-z0-9_]+)(\.abi0)?$",
            Hidden = "",
            Renames = [(@"\[go\.shape\.[^\]]*\]", "[...]"), (@"\.abi(0|internal)$", "")],
        },
        new()
        {
            Name = "java",
            Roots = @"^(java[./]lang[./]Thread(\.|::)run(With)?"
                + @"|java[./]util[./]concurrent[./]ThreadPoolExecutor(\$Worker(\.|::)run|(\.|::)runWorker)"
                + @"|java[./]util[./]concurrent[./]FutureTask(\.|::)run"
                + @"|start_thread|clone3?|__clone3?|thread_native_entry|Thread::call_run"
                + @"|JavaThread::(run|thread_main_inner)|thread_entry"
                + @"|JavaCalls::call(_helper|_virtual)?|call_stub)(\(.*)?$",
            Hidden = @"^(java[./]lang[./]invoke[./]LambdaForm|java[./]lang[./]reflect[./]Method(\.|::)invoke"
                + @"|(jdk[./]internal|sun)[./]reflect[./])",
            Renames =
            [
                (@"\$\$Lambda(\$[0-9]+)?(/(0x[0-9a-f]+|[0-9]+))?", "$$$$Lambda"),
                (@"\$Proxy[0-9]+", "$$Proxy"),
                (@"Generated(Method|Constructor)Accessor[0-9]+", "Generated${1}Accessor"),
            ],
        },
        new()
        {
            Name = "dotnet",
            Roots = @"^(.*!)?System\.Threading\.(Thread\.StartCallback|Thread\+StartHelper\."
                + @"|ThreadPoolWorkQueue\.Dispatch|PortableThreadPool\+WorkerThread\.|ThreadHelper\.)",
            Hidden = @"^(.*!)?System\.(Runtime\.CompilerServices\.(AsyncMethodBuilderCore|Async[A-Za-z]*MethodBuilder)"
                + @"|Threading\.(ExecutionContext\.Run|Tasks\.(AwaitTaskContinuation"
                + @"|Task\.(RunContinuations|ExecuteWithThreadLocal))))",
            Renames =
            [
                (@"[+.]<(\w+)>d__[0-9]+(`[0-9]+)?\.MoveNext", ".$1"),
                (@"[+.]<>c(__DisplayClass[0-9_]+)?\.<(\w+)>b__[0-9_]+", ".$2.lambda"),
            ],
        },
    ];

    /// <summary>The name of the runtime: <c>go</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The pattern of frames that are removed at the root: those that start a thread.</summary>
    public required string Roots { get; init; }

    /// <summary>The pattern of frames that are removed anywhere; empty for none.</summary>
    public required string Hidden { get; init; }

    /// <summary>Replacements of parts of names that differ between runs, or that the compiler adds.</summary>
    public required IReadOnlyList<(string Pattern, string Replacement)> Renames { get; init; }
}
