namespace Refold.Formats.Speedscope;

/// <summary>Reads files of speedscope as a stream: memory grows with samples and distinct stacks.</summary>
/// <remarks>
/// The counterpart is <see cref="SpeedscopeWriter"/>. The format's page describes how invalid files are repaired. Safe
/// to share between threads.
/// </remarks>
public sealed class SpeedscopeReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var builder = ProfileBuilder.ForInput(input.Name, context);
        var file = new SpeedscopeFileReader(builder, context);
        var tokens = new JsonTokens(input, context);
        file.Read(ref tokens, input.Name);
        return builder.Build();
    }
}
