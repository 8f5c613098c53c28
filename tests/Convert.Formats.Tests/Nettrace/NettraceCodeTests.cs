using System.Reflection.Metadata;
using Refold.Formats.DotNet;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>The names of addresses, which may belong to several methods one after the other.</summary>
public sealed class NettraceCodeTests
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    [Fact]
    public void A_reused_address_has_the_method_that_had_it_at_the_time_of_the_sample()
    {
        Profile profile = Made()
            .Events(Sample(10), Load(11, 0x1000, "First"), Sample(20), Unload(21, 0x1000, "First"))
            .Events(Load(22, 0x1000, "Second"), Sample(30), Unload(31, 0x1000, "Second"))
            .Events(Load(32, 0x1000, "Third"), Sample(40))
            .Point()
            .Stacks([0x1010UL])
            .Events(Sample(50), Rundown(60, 0x1000, "Third"))
            .End().Read();

        Assert.Equal(["First()", "First()", "Second()", "Third()", "Third()"], Names(profile));
    }

    [Fact]
    public void A_method_that_was_freed_before_the_first_sample_names_no_address()
    {
        Profile profile = Made()
            .Events(Load(1, 0x1000, "Gone"), Unload(2, 0x1000, "Gone"), Load(3, 0x1000, "Here"), Sample(10))
            .End().Read();

        Assert.Equal(["Here()"], Names(profile));
    }

    [Fact]
    public void A_method_names_its_first_to_its_last_byte()
    {
        Profile profile = Made()
            .Stacks([0x0fff], [0x1000], [0x10ff], [0x1100])
            .Events([.. Enumerable.Range(1, 4).Select(stack => Sample(stack) with { Stack = stack })])
            .Events(Rundown(60, 0x1000, "Method"))
            .End().Read();

        Assert.Equal(["0xfff", "Method()", "Method()", "0x1100"], Names(profile));
    }

    [Fact]
    public void The_tier_of_the_leaf_frame_is_a_label_and_the_module_a_mapping()
    {
        Profile profile = Made()
            .Events(
                Sample(10),
                new NettraceFileEvent(2, 11, NettraceCodePayloads.Method(
                    0x1000, 0x100, "Shop.Till", "Add", "instance void  (int32)", flags: 8 | (4 << 7))),
                new NettraceFileEvent(5, 12, NettraceCodePayloads.Module("/app/Shop.dll")))
            .End().Read();

        Sample sample = profile.Samples[0];
        Location location = profile[profile[sample.Stack][0]];
        string tier = "";
        foreach (Label label in profile[sample.Labels])
        {
            tier = profile.Text(label.Key) == "tier" ? profile.Text(label.Text) : tier;
        }

        Assert.Equal("tier1", tier);
        Assert.Equal(0x1010UL, location.Address);
        Assert.Equal("/app/Shop.dll", profile.Text(profile[location.Mapping].File));
        Assert.Equal("Shop.Till.Add(int)", profile.Text(profile[location.Lines[0].Function].Name));
        Assert.Equal("Shop.Till.Add(int32)", profile.Text(profile[location.Lines[0].Function].SystemName));
    }

    [Fact]
    public void A_trace_without_rundown_is_a_warning_with_advice()
    {
        var context = new ConversionContext();

        Made().Events(Sample(10)).End().Read(context);

        Diagnostic unnamed = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.no-rundown");
        Assert.Equal(
            "1 of 1 addresses have no name: the trace lacks the names that are written at its end, since it was"
            + " recorded without rundown or the program ended too soon; stop a recording with Ctrl+C or a duration",
            unnamed.Message);
    }

    [Fact]
    public void Native_code_has_the_symbols_and_mappings_of_the_trace()
    {
        Profile profile = new NettraceFileBuilder(6).Begin()
            .Declare(
                (1, "Universal.Events", 1, "cpu", 0),
                (2, "Universal.System", 1, "ProcessCreate", 0),
                (3, "Universal.System", 3, "ProcessMapping", 0),
                (4, "Universal.System", 4, "ProcessSymbol", 0),
                (5, "Universal.System", 5, "ProcessMappingMetadata", 0))
            .Threads((3, new NettraceBytes().Byte(2).Varint(50).Byte(3).Varint(51)))
            .Stacks([0x1010, 0x2010, 0x5010])
            .Events(
                Native(1, new NettraceBytes().Varint(1)) with { Stack = 1 },
                Native(2, new NettraceBytes().Varint(50).ShortUtf8("shop").ShortUtf8("")),
                Native(5, new NettraceBytes()
                    .Varint(8).ShortUtf8("""{"type":"ELF","build_id":"abcd"}""").ShortUtf8("")),
                Native(3, Mapped(1, 0x1000, 0x2000, 0x400, "/lib/libc.so", 8)),
                Native(4, Symbol(1, 1, 0x1000, 0x10ff, "poll")),
                Native(3, Mapped(2, 0x2000, 0x3000, 0, "/memfd:doublemapper", 0)),
                Native(4, Symbol(2, 2, 0x2000, 0x20ff, "instance void [Shop] Shop.Till::Add(int32)[OptimizedTier1]")))
            .End().Read();

        Assert.Equal(
            ["poll < Shop.Till.Add(int) < 0x5010: 1 1000000 process=shop tid=51 @10"],
            NettraceSampleText.Lines(profile));
        Location poll = profile[profile[profile.Samples[0].Stack][0]];
        Mapping mapping = profile[poll.Mapping];
        Assert.Equal((0x1000UL, 0x2000UL, 0x400UL), (mapping.Start, mapping.Limit, mapping.FileOffset));
        Assert.Equal("/lib/libc.so", profile.Text(mapping.File));
        Assert.Equal("abcd", profile.Text(mapping.BuildId));
    }

    [Fact]
    public void Lines_come_from_a_PDB_with_the_id_in_the_trace()
    {
        string assembly = typeof(NettraceCodeTests).Assembly.Location;
        string symbols = Path.ChangeExtension(assembly, ".pdb");
        const string Name = nameof(A_trace_without_rundown_is_a_warning_with_advice);
        int token = typeof(NettraceCodeTests).GetMethod(Name)!.MetadataToken;
        string[] folders = [Path.GetDirectoryName(assembly)!];
        using var files = new ClrSymbolFiles(folders, isEnabled: true);

        string moved = @"C:\gone\" + Path.GetFileName(symbols);
        ClrSourceLine? found = files.Find(new ClrModule("/gone/away.dll", moved, IdOf(symbols)), token, 0);
        ClrSourceLine? other = files.Find(new ClrModule("/gone/away.dll", symbols, Guid.NewGuid()), token, 0);

        ClrSourceLine place = Assert.NotNull(found);
        string[] source = File.ReadAllLines(
            Repository.Path("tests", "Convert.Formats.Tests", "Nettrace", "NettraceCodeTests.cs"));
        Assert.EndsWith("NettraceCodeTests.cs", place.File, StringComparison.Ordinal);
        Assert.Contains(
            source[(place.Line - 4)..place.Line], line => line.Contains(Name, StringComparison.Ordinal));
        Assert.Null(other);
    }

    private static Guid IdOf(string symbols)
    {
        using FileStream file = File.OpenRead(symbols);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(file);
        return new Guid(provider.GetMetadataReader().DebugMetadataHeader!.Id.AsSpan()[..16]);
    }

    private static NettraceFileEvent Native(int kind, NettraceBytes payload) => new(kind, 10, payload) { Thread = 3 };

    private static NettraceBytes Mapped(ulong id, ulong start, ulong end, ulong offset, string name, ulong metadata) =>
        new NettraceBytes().Varint(id).Varint(start).Varint(end).Varint(offset).ShortUtf8(name).Varint(metadata);

    private static NettraceBytes Symbol(ulong id, ulong mapping, ulong first, ulong last, string name) =>
        new NettraceBytes().Varint(id).Varint(mapping).Varint(first).Varint(last).ShortUtf8(name);

    private static IEnumerable<string> Names(Profile profile) =>
        NettraceSampleText.Lines(profile).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]);

    private static NettraceFileBuilder Made() => new NettraceFileBuilder(4).Begin()
        .Declare(
            (1, Sampler, 0, "", 0),
            (2, Runtime, 143, "", 2),
            (3, Runtime, 144, "", 2),
            (4, Runtime + "Rundown", 144, "", 2),
            (5, Runtime, 152, "", 2))
        .Stacks([0x1010UL]);

    private static NettraceFileEvent Sample(long time) => new(1, time, new NettraceBytes().Int(2)) { Stack = 1 };

    private static NettraceFileEvent Load(long time, ulong start, string name) =>
        new(2, time, NettraceCodePayloads.Method(start, 0x100, "", name));

    private static NettraceFileEvent Unload(long time, ulong start, string name) =>
        new(3, time, NettraceCodePayloads.Method(start, 0x100, "", name));

    private static NettraceFileEvent Rundown(long time, ulong start, string name) =>
        new(4, time, NettraceCodePayloads.Method(start, 0x100, "", name));
}
