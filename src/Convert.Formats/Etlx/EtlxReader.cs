using System.Runtime.CompilerServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>Reads traces with TraceLog of the package TraceEvent.</summary>
/// <remarks>
/// TraceLog needs a seekable file, so the input is copied to a temporary one. TraceLog also creates objects by the type
/// names in the file, which is not possible in programs compiled ahead of time: these throw. Instances may be shared
/// between threads.
/// </remarks>
/// <param name="options">The options.</param>
public sealed class EtlxReader(DotNetTraceOptions options) : IProfileReader
{
    /// <summary>Creates a reader with the default options.</summary>
    public EtlxReader()
        : this(new DotNetTraceOptions())
    {
    }

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var position = new InputPosition(input.Name);
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new ProfileFormatException(
                position, "native programs cannot read etlx files; use refold as a .NET tool");
        }

        bool isEventTrace = EtlxFormat.IsEventTrace(input.Head);
        if (isEventTrace && !OperatingSystem.IsWindows())
        {
            const string Problem = "ETL files can be read only on Windows; PerfView converts them to .etlx there";
            throw new ProfileFormatException(position, Problem);
        }

        using var file = new EtlxTemporaryFile(input, isEventTrace, context);
        return EtlxTraceReader.Read(file, options, context);
    }
}
