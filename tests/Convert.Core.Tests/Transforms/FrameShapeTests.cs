using FsCheck.Xunit;
using Refold.Aggregation;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class FrameShapeTests
{
    private const string Text = """
        refold profile 1
        type samples count
        mapping 1 "/bin/app" from 0x1000 to 0x2000
        function 1 "main.main" file "/src/main.go"
        function 2 "net/http.(*conn).serve" file "/src/server.go"
        function 3 "net/http.read" file "/src/server.go"
        function 4 "write" file "/src/io.c"
        location 1 mapping 1 at 0x1010 in 1:10
        location 2 mapping 1 at 0x1020 in 3:31 2:20
        location 3 mapping 1 at 0x1030 in 2:21
        location 4 mapping 1 at 0x1040 in 4:40
        location 5 mapping 1 at 0x1044 in 4:40
        location 6 mapping 1 at 0x1048 in 4:41
        location 7 at 0x9000
        stack 1: 4 2 3 1
        stack 2: 5 2 3 1
        stack 3: 6 2 3 1
        stack 4: 7 1
        sample 1 stack 1
        sample 2 stack 2
        sample 4 stack 3
        sample 8 stack 4
        """;

    [Theory]
    [InlineData(FrameGranularity.Lines,
        "main.main:10;net/http.(*conn).serve:21;net/http.(*conn).serve:20+net/http.read:31;write:40 3"
        + "|main.main:10;net/http.(*conn).serve:21;net/http.(*conn).serve:20+net/http.read:31;write:41 4"
        + "|main.main:10;0x0 8")]
    [InlineData(FrameGranularity.Functions,
        "main.main;net/http.(*conn).serve;net/http.(*conn).serve+net/http.read;write 7|main.main;0x0 8")]
    [InlineData(FrameGranularity.FileFunctions,
        "main.main;net/http.(*conn).serve;net/http.(*conn).serve+net/http.read;write 7|main.main;0x0 8")]
    [InlineData(FrameGranularity.Files,
        "/src/main.go;/src/server.go;/src/server.go+/src/server.go;/src/io.c 7|/src/main.go;0x0 8")]
    [InlineData(FrameGranularity.Packages, "main;net/http;net/http+net/http;(no package) 7|main;0x0 8")]
    [InlineData(FrameGranularity.Modules, "app;app;app;app 7|app;(no module) 8")]
    public void Frames_are_merged_by_granularity(FrameGranularity granularity, string expected) =>
        Assert.Equal(expected.Split('|'), StackLines.Of(Apply(new FrameGrouper(granularity))));

    [Fact]
    public void The_granularity_addresses_changes_nothing()
    {
        Profile profile = Profiles.Parse(Text);

        Assert.Same(profile, new FrameGrouper(FrameGranularity.Addresses).Apply(profile, new ConversionContext()));
    }

    [Theory]
    [InlineData("net/http.(*conn).serve", "server.go", "net/http")]
    [InlineData("github.com/a/b.v2.F[...]", "b.go", "github.com/a/b")]
    [InlineData("main.main.func1", "main.go", "main")]
    [InlineData("java.util.HashMap.get", "HashMap.java", "java.util")]
    [InlineData("java/util/HashMap.get", "", "java/util")]
    [InlineData("System.Collections.Generic.List`1.Add", "", "System.Collections.Generic")]
    [InlineData("app!Shop.Basket.Add(int32)", "", "Shop")]
    [InlineData("std::vector<int>::push_back(int&&)", "", "std")]
    [InlineData("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "", "alloc")]
    [InlineData("main", "main.c", "")]
    [InlineData("", "", "")]
    public void Packages_are_found_in_names(string name, string file, string package) =>
        Assert.Equal(package, PackageNames.Find(name, file));

    [Fact]
    public void Inlined_functions_are_attributed_to_their_callers() =>
        Assert.Equal(
            "main.main:10;net/http.(*conn).serve:21;net/http.(*conn).serve:20;write:40 1",
            StackLines.Of(Apply(new InlineRemover()))[0]);

    [Theory]
    [InlineData("1 1 1", "a 1")]
    [InlineData("1 2 2 1", "a;b;a 1")]
    [InlineData("1 2 1 2", "b;a;b;a 1")]
    [InlineData("3 3", "0x10 1")]
    [InlineData("3 4", "0x20;0x10 1")]
    public void Calls_of_a_function_by_itself_become_one_frame(string stack, string expected)
    {
        Profile profile = Profiles.Parse($"""
            refold profile 1
            type samples count
            function 1 "a"
            function 2 "b"
            location 1 in 1
            location 2 in 2
            location 3 at 0x10
            location 4 at 0x20
            stack 1: {stack}
            sample 1 stack 1
            """);

        Profile folded = new RecursionFolder().Apply(profile, new ConversionContext());

        Assert.Equal([expected], StackLines.Of(folded));
    }

    [Theory]
    [InlineData(2.0, "2|6|-10")]
    [InlineData(0.5, "1|2|-3")]
    [InlineData(0.1, "-1")]
    [InlineData(-1.0, "-1|-3|5")]
    public void Values_are_multiplied_and_rounded_away_from_zero(double ratio, string expected)
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype a b\nsample 1\nsample 3\nsample -5");

        Profile scaled = new ValueScaler(ratio).Apply(profile, new ConversionContext());

        Assert.Equal(expected.Split('|'), StackLines.Of(scaled).Select(l => l.Trim()));
    }

    [Fact]
    public void A_product_beyond_64_bits_becomes_the_largest_value_with_a_warning()
    {
        Profile profile = Profiles.Parse($"refold profile 1\ntype a b\nsample {long.MaxValue}\nsample -1");
        var context = new ConversionContext();

        Profile scaled = new ValueScaler(3).Apply(profile, context);

        Assert.Equal([$" {long.MaxValue}", " -3"], StackLines.Of(scaled));
        Assert.Equal(
            "1 value does not fit into 64 bits; the largest that fits is used [scale.too-large]",
            context.Diagnostics.Kept[0].ToString());
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Shapes_of_frames_change_no_sums(Profile profile)
    {
        IProfileTransform[] steps =
        [
            .. Enum.GetValues<FrameGranularity>().Select(g => new FrameGrouper(g)), new InlineRemover(),
            new RecursionFolder(), new LabelFrames(["a"], ["b"]), new LeafCutter(NamePattern.Parse("[a-f]")),
            new LabelSelector(NamePattern.Parse("[a-f]")),
        ];

        Assert.All(
            steps,
            step => Assert.Equal(ColumnSums.Of(profile), ColumnSums.Of(step.Apply(profile, new ConversionContext()))));
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Applying_a_transform_twice_changes_nothing_more(Profile profile)
    {
        IProfileTransform[] steps =
        [
            new InlineRemover(), new RecursionFolder(), new FrameSelector(NamePattern.Parse("[a-m]"), Keep.Others),
            new RootCutter(NamePattern.Parse("[a-m]")), new LeafCutter(NamePattern.Parse("[a-m]")),
            new FrameGrouper(FrameGranularity.Functions), new FrameGrouper(FrameGranularity.Lines),
        ];

        Assert.All(steps, step =>
        {
            Profile once = step.Apply(profile, new ConversionContext());

            ProfileAssert.Equal(once, step.Apply(once, new ConversionContext()));
        });
    }

    private static Profile Apply(IProfileTransform step) => step.Apply(Profiles.Parse(Text), new ConversionContext());
}
