using Refold.Formats.Callgrind;
using Refold.Formats.Csv;
using Refold.Formats.Dot;
using Refold.Formats.Etlx;
using Refold.Formats.FlameGraph;
using Refold.Formats.Folded;
using Refold.Formats.Foreign;
using Refold.Formats.GoTrace;
using Refold.Formats.Nettrace;
using Refold.Formats.PerfScript;
using Refold.Formats.Pprof;
using Refold.Formats.Speedscope;
using Refold.Formats.Text;

namespace Refold.Formats;

/// <summary>The formats of Refold. A new format is one folder and one line here.</summary>
public static class BuiltInFormats
{
    /// <summary>All formats. Of several that are equally confident, detection takes the first one.</summary>
    public static FormatRegistry All { get; } = new(
    [
        new TextFormat(),
        new PprofFormat(),
        new PerfScriptFormat(),
        new GoTraceFormat(),
        new FoldedFormat(),
        new FlameGraphFormat(),
        new SpeedscopeFormat(),
        new DotFormat(),
        new CallgrindFormat(),
        new CsvFormat(),
        new EtlxFormat(),
        new NettraceFormat(),
    ],
    ForeignFiles.All);
}
