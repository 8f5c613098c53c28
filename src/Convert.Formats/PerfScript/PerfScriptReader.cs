namespace Refold.Formats.PerfScript;

/// <summary>
/// Reads the text that <c>perf script</c> prints, whatever columns were asked for; one sample a record. Safe to share
/// between threads.
/// </summary>
/// <param name="options">How to read.</param>
public sealed class PerfScriptReader(PerfScriptOptions options) : IProfileReader
{
    /// <summary>A reader with the default options.</summary>
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
