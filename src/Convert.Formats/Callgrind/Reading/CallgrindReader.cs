namespace Refold.Formats.Callgrind;

/// <summary>
/// Reads call graphs as stacks, or, where a call graph is written again, as arcs: stacks of two frames. Its counterpart
/// is <see cref="CallgrindWriter"/>. What the figures mean: the format's page.
/// </summary>
public sealed class CallgrindReader : IProfileReader
{
    private readonly CallgrindOptions _options;

    /// <summary>Reads with these options.</summary>
    public CallgrindReader(CallgrindOptions? options = null) => _options = options ?? new CallgrindOptions();

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var lines = new Utf8LineReader(input, context.Limits);
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        var file = new CallgrindFileReader(builder, lines, context, _options);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            file.Read(line);
        }

        builder.Info = file.Finish(input.Name);
        return builder.Build();
    }
}
