namespace Refold.Formats.GoTrace;

/// <summary>Reads execution traces of Go programs. Thread-safe.</summary>
/// <param name="options">The options; null for the default ones.</param>
public sealed class GoTraceReader(GoTraceOptions? options = null) : IProfileReader
{
    private readonly GoTraceOptions _options = options ?? new GoTraceOptions();

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        byte[] header = new byte[GoTraceHeader.Length];
        int length = input.Stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (!GoTraceHeader.TryParse(header.AsSpan(0, length), out int version))
        {
            throw new ProfileFormatException(
                new InputPosition(input.Name, Offset: 0),
                $"expected 'go 1.N trace', found {MessageText.Quote(header.AsSpan(0, length))}");
        }

        return version < GoV2Layout.FirstVersion
            ? new GoV1Reader(input, context, _options, version).Run()
            : new GoV2Reader(input, context, _options, version).Run();
    }
}
