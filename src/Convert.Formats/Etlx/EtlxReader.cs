using System.Runtime.CompilerServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>
/// Reads traces by TraceLog, of the package TraceEvent, which asks for a file: the input is copied into a temporary one.
/// TraceLog makes objects by their names, which programs compiled ahead of time do not have: these say so. Safe to share
/// between threads.
/// </summary>
/// <param name="options">How to read.</param>
public sealed class EtlxReader(DotNetTraceOptions options) : IProfileReader
{
    /// <summary>A reader with the default options.</summary>
    public EtlxReader()
        : this(new DotNetTraceOptions())
    {
    }

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var place = new InputPosition(input.Name);
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new ProfileFormatException(
                place, "expected refold on a .NET runtime ('dotnet tool') to read this format, found a native program");
        }

        bool isEventTrace = EtlxFormat.IsEventTrace(input.Head);
        if (isEventTrace && !OperatingSystem.IsWindows())
        {
            throw new ProfileFormatException(
                place, "expected Windows, which reads ETL files, found another system; there PerfView makes an .etlx of it");
        }

        using var file = new EtlxTemporaryFile(input, isEventTrace, context);
        return EtlxTraceReader.Read(file, options, context);
    }
}
