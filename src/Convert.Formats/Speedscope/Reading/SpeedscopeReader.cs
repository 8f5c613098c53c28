namespace Refold.Formats.Speedscope;

/// <summary>
/// Reads files of speedscope as a stream. Its counterpart is <see cref="SpeedscopeWriter"/>. What it takes, and how it
/// repairs what is odd: the format's page.
/// </summary>
public sealed class SpeedscopeReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        var file = new SpeedscopeFileReader(builder, context);
        var tokens = new JsonTokens(input, context);
        file.Read(ref tokens, input.Name);
        return builder.Build();
    }
}
