using Refold.Formats.Nettrace;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>The versions of the format, truncated files, and pointer sizes.</summary>
public sealed class NettraceVersionTests
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(6, true)]
    public void The_same_events_give_the_same_profile_in_all_versions(int version, bool isPlain)
    {
        var context = new ConversionContext();

        Profile profile = Small(version, isPlain).Read(context);

        Assert.Equal(
            ["Inner() < Outer(): 1 1000 tid=11 state=managed @1000", "Outer(): 1 1000 tid=11 state=external @2000"],
            NettraceSampleText.Lines(profile));
        Assert.Equal(NettraceFileBuilder.Start, profile.Info.StartUnixNanoseconds);
        Assert.Equal(2000, profile.Info.DurationNanoseconds);
        Assert.Equal("nettrace.profile", NettraceSampleText.Warnings(context));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_trace_truncated_anywhere_gives_its_samples_so_far_or_an_error(int version)
    {
        byte[] whole = Small(version, isPlain: false).ToArray();
        int samples = 0;

        for (int length = 0; length < whole.Length; length++)
        {
            var context = new ConversionContext();
            try
            {
                Profile profile = new NettraceReader().Read(whole[..length], context);
                Assert.InRange(profile.Samples.Count, samples, 2);
                samples = profile.Samples.Count;
                Assert.Contains("nettrace.cut-off", context.Diagnostics.Counts.Keys);
            }
            catch (ProfileFormatException e)
            {
                Assert.StartsWith("test+0x", e.Message, StringComparison.Ordinal);
                Assert.Equal(0, samples);
            }
        }

        Assert.Equal(2, samples);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    public void An_unknown_version_is_an_error_that_names_it(int version)
    {
        byte[] bytes = new NettraceFileBuilder(6).Begin().ToArray();
        bytes[12] = (byte)version;

        var error = Assert.Throws<ProfileFormatException>(() => new NettraceReader().Read(bytes));

        Assert.StartsWith(
            $"test+0x0: expected version 3 to 6 of the format, found version {version}",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_of_a_32_bit_process_have_four_bytes()
    {
        byte[] bytes = new NettraceFileBuilder(4).Begin().ToArray();
        bytes[85] = 4;
        var maker = new NettraceFileBuilder(4);
        maker.Junk(bytes);
        maker.Declare((1, "Microsoft-DotNETCore-SampleProfiler", 0, "", 0));
        maker.Object("StackBlock", new NettraceBytes().Int(1).Int(1).Int(8).Int(0x2010).Int(0x1010));
        maker.Events(new NettraceFileEvent(1, 5, new NettraceBytes().Int(2)) { Thread = 11, Stack = 1 }).End();

        Profile profile = maker.Read();

        Assert.Equal(["0x2010 < 0x1010: 1 0 tid=11 state=managed @5"], NettraceSampleText.Lines(profile));
    }

    private static NettraceFileBuilder Small(int version, bool isPlain)
    {
        var maker = new NettraceFileBuilder(version) { IsPlain = isPlain };
        maker.Begin().Declare(
            (1, "Microsoft-DotNETCore-SampleProfiler", 0, "", 0), (2, Runtime + "Rundown", 144, "", 2));
        ulong[] inner = [0x2010, 0x1010];
        ulong[] outer = [0x1010];
        if (version == 6)
        {
            maker.Threads((11, new NettraceBytes().Byte(3).Varint(11)));
        }

        if (version > 3)
        {
            maker.Stacks(inner, outer);
        }

        var sample = new NettraceFileEvent(1, 1000, new NettraceBytes().Int(2)) { Thread = 11, Stack = 1 };
        var external = new NettraceFileEvent(1, 2000, new NettraceBytes().Int(1)) { Thread = 11, Stack = 2 };
        return maker
            .Events(sample with { Addresses = inner }, external with { Addresses = outer })
            .Events(
                new NettraceFileEvent(2, 3000, NettraceCodePayloads.Method(0x1000, 0x100, "", "Outer")) { Thread = 11 },
                new NettraceFileEvent(2, 3000, NettraceCodePayloads.Method(0x2000, 0x100, "", "Inner")) { Thread = 11 })
            .End();
    }
}
