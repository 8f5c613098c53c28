using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Refold.Text;
using Xunit;

namespace Refold.Core.Tests;

public sealed class Utf8OutputTests
{
    [Property(MaxTest = 20)]
    public void Text_and_numbers_are_written_in_order(uint seed)
    {
        var random = new Random((int)seed);
        var expected = new StringBuilder();
        using var stream = new MemoryStream();
        var output = new Utf8Output(stream);
        for (int i = 0; i < 3000; i++)
        {
            Write(random, output, expected);
        }

        output.Flush();

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void Numbers_are_written_in_full(long number)
    {
        using var stream = new MemoryStream();
        var output = new Utf8Output(stream);
        output.Write(number);
        output.Write((byte)' ');
        output.Write(unchecked((ulong)number));
        output.Write((byte)' ');
        output.WriteHex(unchecked((ulong)number));
        output.Flush();

        string expected = string.Create(
            CultureInfo.InvariantCulture, $"{number} {unchecked((ulong)number)} {unchecked((ulong)number):x}");
        Assert.Equal(expected, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Random random, Utf8Output output, StringBuilder expected)
    {
        switch (random.Next(4))
        {
            case 0:
                string text = new('a', random.Next(20) == 0 ? random.Next(200_000) : random.Next(50));
                output.Write(Encoding.UTF8.GetBytes(text));
                expected.Append(text);
                break;
            case 1:
                long number = random.NextInt64(long.MinValue, long.MaxValue);
                output.Write(number);
                expected.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case 2:
                ulong address = (ulong)random.NextInt64();
                output.WriteHex(address);
                expected.Append(address.ToString("x", CultureInfo.InvariantCulture));
                break;
            default:
                output.Write((byte)';');
                expected.Append(';');
                break;
        }
    }
}
