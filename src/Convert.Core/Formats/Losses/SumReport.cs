namespace Refold.Formats;

/// <summary>Reports sums that overflow in programs that count in 64 bits.</summary>
public static class SumReport
{
    /// <summary>
    /// Reports the warning <c>sum.beyond-64-bits</c> for each sample type whose absolute values sum up to more than
    /// <see cref="long.MaxValue"/>. Values are written as they are, but many programs sum them in 64 bits.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">The name of the output.</param>
    /// <param name="context">The context that gets the warnings.</param>
    public static void Warn(Profile profile, string name, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        for (int type = 0; type < profile.SampleTypes.Count; type++)
        {
            if (profile.Samples.Size(type) > long.MaxValue)
            {
                string typeName = MessageText.Quote(profile.SampleTypes[type].Name);
                string message = $"the values of {typeName} sum up to more than 63 bits hold; "
                    + "programs that count in 64 bits show other sums";
                context.Diagnostics.Warn("sum.beyond-64-bits", new InputPosition(name), message);
            }
        }
    }
}
