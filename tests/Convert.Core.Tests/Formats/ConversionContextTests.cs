using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Tests of <see cref="ConversionContext"/>.</summary>
public sealed class ConversionContextTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(4095, false)]
    [InlineData(4096, true)]
    [InlineData(1L << 40, true)]
    public void Cancellation_is_checked_on_every_4096th_row(long row, bool isChecked)
    {
        var context = new ConversionContext { Cancellation = new CancellationToken(canceled: true) };

        Exception? error = Record.Exception(() => context.CheckCancelled(row));

        Assert.Equal(isChecked, error is OperationCanceledException);
    }

    [Fact]
    public void A_conversion_that_is_not_cancelled_continues()
    {
        var context = new ConversionContext();

        context.CheckCancelled(0);
        context.CheckCancelled(4096);

        Assert.False(context.Cancellation.IsCancellationRequested);
    }
}
