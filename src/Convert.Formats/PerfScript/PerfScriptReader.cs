namespace Refold.Formats.PerfScript;

/// <summary>Reads the text that <c>perf script</c> prints, with any selection of fields.</summary>
/// <remarks>Each record becomes one sample. Safe to share between threads.</remarks>
/// <param name="options">The options of the reader.</param>
public sealed class PerfScriptReader(PerfScriptOptions options) : IProfileReader
{
    /// <summary>Creates a reader with the default options.</summary>
    public PerfScriptReader()
        : this(new PerfScriptOptions())
    {
    }

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        return new PerfScriptParser(input, context, options).Run();
    }
}
