namespace Refold.Formats.Callgrind;

/// <summary>
/// Reads call graphs as complete stacks or, if the request accepts arcs, as stacks of two frames.
/// </summary>
/// <remarks>
/// The counterpart is <see cref="CallgrindWriter"/>. The format's page describes which costs are exact and which are
/// estimates. Safe to share between threads.
/// </remarks>
public sealed class CallgrindReader : IProfileReader
{
    private readonly CallgrindOptions _options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The options; null for the default ones.</param>
    public CallgrindReader(CallgrindOptions? options = null) => _options = options ?? new CallgrindOptions();

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var lines = new Utf8LineReader(input, context.Limits);
        var builder = ProfileBuilder.ForInput(input.Name, context);
        var file = new CallgrindFileReader(builder, lines, context, _options);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            context.CheckCancelled(lines.LineNumber);
            file.Read(line);
        }

        builder.Info = file.Finish(input.Name);
        return builder.Build();
    }
}
