using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>
/// What <c>go tool trace -pprof</c> counts in the corpus, by Go 1.19.8 and 1.21.13 (go1.21), 1.25.12 (go1.25) and
/// 1.27.3 (go1.26): contentions, and nanoseconds of delay.
/// </summary>
internal static class GoTraceToolTotals
{
    /// <summary>File, whose numbers, profile, contentions, nanoseconds.</summary>
    public static TheoryData<string, string, string, long, long> All { get; } = new()
    {
        { "go1.19.trace.gz", "go1.21", "net", 102, 427413782 },
        { "go1.19.trace.gz", "go1.21", "sync", 349, 586046138 },
        { "go1.19.trace.gz", "go1.21", "syscall", 32, 129599010 },
        { "go1.19.trace.gz", "go1.21", "sched", 413, 270348026 },
        { "go1.19.trace.gz", "go1.25", "net", 102, 481081466 },
        { "go1.19.trace.gz", "go1.25", "sync", 347, 585982215 },
        { "go1.19.trace.gz", "go1.25", "syscall", 201, 96900098 },
        { "go1.19.trace.gz", "go1.25", "sched", 381, 586913066 },
        { "go1.19.trace.gz", "go1.26", "net", 102, 427413782 },
        { "go1.19.trace.gz", "go1.26", "sync", 347, 585982215 },
        { "go1.19.trace.gz", "go1.26", "syscall", 664, 129599642 },
        { "go1.19.trace.gz", "go1.26", "sched", 2367, 768304524 },
        { "go1.21.trace.gz", "go1.21", "net", 91, 375875552 },
        { "go1.21.trace.gz", "go1.21", "sync", 349, 840086018 },
        { "go1.21.trace.gz", "go1.21", "syscall", 24, 140573148 },
        { "go1.21.trace.gz", "go1.21", "sched", 413, 388856153 },
        { "go1.21.trace.gz", "go1.25", "net", 91, 407496841 },
        { "go1.21.trace.gz", "go1.25", "sync", 348, 840079214 },
        { "go1.21.trace.gz", "go1.25", "syscall", 191, 171104394 },
        { "go1.21.trace.gz", "go1.25", "sched", 380, 643766123 },
        { "go1.21.trace.gz", "go1.26", "net", 91, 375875552 },
        { "go1.21.trace.gz", "go1.26", "sync", 348, 840079214 },
        { "go1.21.trace.gz", "go1.26", "syscall", 665, 140573789 },
        { "go1.21.trace.gz", "go1.26", "sched", 1052, 829994550 },
        { "go1.22.trace.gz", "go1.25", "net", 98, 339830336 },
        { "go1.22.trace.gz", "go1.25", "sync", 335, 798206784 },
        { "go1.22.trace.gz", "go1.25", "syscall", 197, 114659008 },
        { "go1.22.trace.gz", "go1.25", "sched", 383, 373632896 },
        { "go1.22.trace.gz", "go1.26", "net", 98, 327703616 },
        { "go1.22.trace.gz", "go1.26", "sync", 339, 1203460224 },
        { "go1.22.trace.gz", "go1.26", "syscall", 672, 176530304 },
        { "go1.22.trace.gz", "go1.26", "sched", 1011, 680469120 },
        { "go1.23.trace.gz", "go1.25", "net", 107, 431027584 },
        { "go1.23.trace.gz", "go1.25", "sync", 356, 819612290 },
        { "go1.23.trace.gz", "go1.25", "syscall", 204, 104886721 },
        { "go1.23.trace.gz", "go1.25", "sched", 417, 486905982 },
        { "go1.23.trace.gz", "go1.26", "net", 107, 417003776 },
        { "go1.23.trace.gz", "go1.26", "sync", 360, 1225354114 },
        { "go1.23.trace.gz", "go1.26", "syscall", 686, 129122111 },
        { "go1.23.trace.gz", "go1.26", "sched", 1114, 762075316 },
        { "go1.24.trace.gz", "go1.25", "net", 96, 397760256 },
        { "go1.24.trace.gz", "go1.25", "sync", 353, 870755008 },
        { "go1.24.trace.gz", "go1.25", "syscall", 195, 133946432 },
        { "go1.24.trace.gz", "go1.25", "sched", 406, 557542080 },
        { "go1.24.trace.gz", "go1.26", "net", 96, 389881344 },
        { "go1.24.trace.gz", "go1.26", "sync", 357, 1273348480 },
        { "go1.24.trace.gz", "go1.26", "syscall", 674, 143515456 },
        { "go1.24.trace.gz", "go1.26", "sched", 1157, 726666422 },
        { "go1.25.trace.gz", "go1.25", "net", 93, 427963648 },
        { "go1.25.trace.gz", "go1.25", "sync", 329, 746469248 },
        { "go1.25.trace.gz", "go1.25", "syscall", 189, 96807360 },
        { "go1.25.trace.gz", "go1.25", "sched", 373, 468417279 },
        { "go1.25.trace.gz", "go1.26", "net", 93, 427506240 },
        { "go1.25.trace.gz", "go1.26", "sync", 333, 1155099648 },
        { "go1.25.trace.gz", "go1.26", "syscall", 671, 120150464 },
        { "go1.25.trace.gz", "go1.26", "sched", 1104, 888070837 },
        { "go1.26.trace.gz", "go1.26", "net", 112, 369811136 },
        { "go1.26.trace.gz", "go1.26", "sync", 342, 771880640 },
        { "go1.26.trace.gz", "go1.26", "syscall", 673, 331458562 },
        { "go1.26.trace.gz", "go1.26", "sched", 3831, 699576054 },
        { "go1.27.trace.gz", "go1.26", "net", 97, 241065024 },
        { "go1.27.trace.gz", "go1.26", "sync", 341, 725409664 },
        { "go1.27.trace.gz", "go1.26", "syscall", 662, 392456640 },
        { "go1.27.trace.gz", "go1.26", "sched", 2055, 608283254 },
    };
}
