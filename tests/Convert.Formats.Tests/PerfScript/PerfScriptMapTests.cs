using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Mappings from <c>--show-mmap-events</c>, <c>--show-task-events</c> and similar options.</summary>
public sealed class PerfScriptMapTests
{
    private const string Map =
        "app 1 4.000000: PERF_RECORD_MMAP2 1/1: [0x564a00000000(0x2000) @ 0x1000 fd:01 77 0]: r-xp /bin/app\n";

    private const string Sample = "app     1/1     5.000000: 10 cpu-clock: \n\t564a00000234 main (/bin/app)\n\n";

    [Fact]
    public void A_mapping_has_a_range_and_a_file_offset()
    {
        Profile profile = PerfScriptSample.Read(Map + Sample);

        Mapping mapping = profile[profile[profile[profile.Samples[0].Stack][0]].Mapping];
        Assert.Equal("/bin/app", profile.Text(mapping.File));
        Assert.Equal(
            (0x564a00000000UL, 0x564a00002000UL, 0x1000UL), (mapping.Start, mapping.Limit, mapping.FileOffset));
    }

    [Fact]
    public void A_mapping_of_another_process_is_not_used()
    {
        Profile profile = PerfScriptSample.Read(Map.Replace("1/1:", "2/2:") + Sample);

        Mapping mapping = profile[profile[profile[profile.Samples[0].Stack][0]].Mapping];
        Assert.Equal((0UL, 0UL), (mapping.Start, mapping.Limit));
    }

    [Fact]
    public void A_mapping_ends_when_its_process_becomes_another_program()
    {
        const string Exec = "app 1 4.500000: PERF_RECORD_COMM exec: app:1/1\n";

        Profile profile = PerfScriptSample.Read(Map + Exec + Sample);

        Mapping mapping = profile[profile[profile[profile.Samples[0].Stack][0]].Mapping];
        Assert.Equal(0UL, mapping.Start);
    }

    [Fact]
    public void A_child_process_has_the_mappings_of_its_parent()
    {
        const string Fork = "app 1 4.500000: PERF_RECORD_FORK(7:7):(1:1)\n";

        Profile profile = PerfScriptSample.Read(Map + Fork + Sample.Replace("    1/1    ", "    7/7    "));

        Mapping mapping = profile[profile[profile[profile.Samples[0].Stack][0]].Mapping];
        Assert.Equal(0x564a00000000UL, mapping.Start);
    }

    [Fact]
    public void A_build_id_stays_with_its_mapping()
    {
        string map = Map.Replace("fd:01 77 0", "<00112233445566778899aabbccddeeff00112233>");

        Profile profile = PerfScriptSample.Read(map + Sample);

        Mapping mapping = profile[profile[profile[profile.Samples[0].Stack][0]].Mapping];
        Assert.Equal("00112233445566778899aabbccddeeff00112233", profile.Text(mapping.BuildId));
    }

    [Fact]
    public void An_input_without_samples_is_an_error()
    {
        var error = Assert.Throws<ProfileFormatException>(() => PerfScriptSample.Read(Map));

        Assert.Equal(
            "test(1): expected a record of perf script ('comm 123 4.567890: event:' and frames), found "
            + "'app 1 4.000000: PERF_RECORD_MMAP2 1/1: [0x564a00000000(0x2000) @ 0x1000 fd:01 77…'",
            error.Message);
    }
}
