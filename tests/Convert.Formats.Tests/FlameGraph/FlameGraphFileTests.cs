using Refold.Formats.FlameGraph;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>The files that options name: palette maps, and attributes of names.</summary>
public sealed class FlameGraphFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refold-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_palette_map_gives_colours_to_its_names_and_receives_new_names()
    {
        string map = File("palette.map", "a->rgb(1,2,3)\nInlined->java/x->rgb(4,5,6)\ngone->rgb(7,8,9)\n");

        Svg svg = Svg.Draw(Stacks.Parse("a 1", "Inlined->java/x 1", "new 1", "-- 1"), "cp=" + map);

        Assert.Equal("rgb(1,2,3)", svg.Rect("a", "fill"));
        Assert.Equal("rgb(4,5,6)", svg.Rect("Inlined->java/x", "fill"));
        Assert.Equal(
            $"->{svg.Rect("all", "fill")}\nInlined->java/x->rgb(4,5,6)\na->rgb(1,2,3)\ngone->rgb(7,8,9)\n"
            + $"new->{svg.Rect("new", "fill")}\n",
            System.IO.File.ReadAllText(map));
    }

    [Fact]
    public void A_palette_map_that_does_not_exist_is_created()
    {
        string map = Path.Combine(_folder, "new.map");

        Svg svg = Svg.Draw(Stacks.Parse("a 1"), "cp=" + map);

        Assert.Equal($"->{svg.Rect("all", "fill")}\na->{svg.Rect("a", "fill")}\n", System.IO.File.ReadAllText(map));
    }

    [Fact]
    public void A_palette_map_is_sorted_by_the_bytes_of_names_not_of_lines()
    {
        string map = File(
            "palette.map",
            "f(int)->rgb(1,1,1)\nf->rgb(2,2,2)\nf (x)->rgb(3,3,3)\n\u00e9->rgb(4,4,4)\n->rgb(5,5,5)\n");

        Svg.Draw(Stacks.Parse("f 1"), "cp=" + map);

        Assert.Equal(
            "->rgb(5,5,5)\nf->rgb(2,2,2)\nf (x)->rgb(3,3,3)\nf(int)->rgb(1,1,1)\n\u00e9->rgb(4,4,4)\n",
            System.IO.File.ReadAllText(map));
    }

    [Theory]
    [InlineData("a->rgb(1,2,3)\nb->red\n", 2, "b->red")]
    [InlineData("a->rgb(1,2,3)\n\nb->rgb(1,2,3)\n", 2, "")]
    [InlineData("a->rgb(300,0,0)\n", 1, "a->rgb(300,0,0)")]
    [InlineData("root:x:0:0\n", 1, "root:x:0:0")]
    [InlineData("\n", 1, "")]
    public void A_file_that_is_not_a_palette_map_is_an_error_and_is_not_changed(string content, int line, string found)
    {
        string map = File("palette.map", content);

        ProfileFormatException error =
            Assert.Throws<ProfileFormatException>(() => Svg.Draw(Stacks.Parse("a 1"), "cp=" + map));

        Assert.Equal(
            $"{map}({line}): expected a palette map with lines 'name->rgb(r,g,b)', found '{found}'", error.Message);
        Assert.Equal(content, System.IO.File.ReadAllText(map));
    }

    [Fact]
    public void An_empty_file_is_an_empty_palette_map()
    {
        string map = File("palette.map", "");

        Svg.Draw(Stacks.Parse("a 1"), "cp=" + map);

        Assert.Contains("a->rgb(", System.IO.File.ReadAllText(map), StringComparison.Ordinal);
    }

    [Fact]
    public void A_palette_map_is_written_after_the_output()
    {
        string map = Path.Combine(_folder, "palette.map");
        var context = new ConversionContext();

        new FlameGraphWriter(new FlameGraphOptions { PaletteFile = map })
            .Write(Stacks.Parse("a 1"), Stream.Null, context);
        bool isThereBefore = System.IO.File.Exists(map);
        context.Finish();

        Assert.False(isThereBefore);
        Assert.True(System.IO.File.Exists(map));
    }

    [Fact]
    public void A_palette_map_with_the_path_of_the_output_does_not_replace_it()
    {
        string both = Path.Combine(_folder, "both.svg");
        var writer = new FlameGraphWriter(new FlameGraphOptions { PaletteFile = both });

        Assert.Throws<ProfileFormatException>(() => ProfileFile.Write(Stacks.Parse("a 1"), both, writer));

        Assert.StartsWith("<?xml", System.IO.File.ReadAllText(both), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_or_device_as_palette_map_is_an_error()
    {
        Assert.Throws<IOException>(() => Svg.Draw(Stacks.Parse("a 1"), "cp=" + _folder));
        Assert.SkipUnless(System.IO.File.Exists("/dev/zero"), "/dev/zero does not exist");
        Assert.Throws<IOException>(() => Svg.Draw(Stacks.Parse("a 1"), "cp=/dev/zero"));
        Assert.Throws<IOException>(() => Svg.Draw(Stacks.Parse("a 1"), "nameattr=/dev/zero"));
    }

    [Fact]
    public void A_symbolic_link_to_a_palette_map_and_its_permissions_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes, and creating links needs a privilege");
            return;
        }

        string map = File("palette.map", "old->rgb(1,2,3)\n");
        System.IO.File.SetUnixFileMode(map, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = Path.Combine(_folder, "link.map");
        System.IO.File.CreateSymbolicLink(link, map);

        Svg.Draw(Stacks.Parse("a 1"), "cp=" + link);

        Assert.Equal(map, new FileInfo(link).LinkTarget);
        Assert.Contains("a->rgb(", System.IO.File.ReadAllText(map), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(map));
    }

    [Fact]
    public void Attributes_of_a_name_are_written_on_its_element()
    {
        string file = File(
            "attributes",
            "f\ttitle=all of f\thref=https://example.org/?a=1&amp;b=2\ttarget=_blank\tclass=slow\tid=f1\t"
            + "a_extra=rel=\"help\"\n"
            + "g\tclass=fast\tg_extra=data-kind='x y'\n");

        Svg svg = Svg.Draw(Stacks.Parse("f 1", "g 1"), "nameattr=" + file);

        Assert.Contains(
            "<a xlink:href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\" rel=\"help\" id=\"f1\" "
            + "class=\"slow\">\n"
            + "<title>all of f</title>",
            svg.Text);
        Assert.Contains("<g class=\"fast\" data-kind=\"x y\">\n<title>g (1 samples, 50.00%)</title>", svg.Text);
        Assert.Equal(["g", "a", "g"], svg.Frames.Select(f => f.Name.LocalName));
    }

    [Theory]
    [InlineData("href=javascript:alert(1)")]
    [InlineData("href=java\u0001script:alert(1)")]
    [InlineData("href= JavaScript:alert(1)")]
    [InlineData("href=javascript&#58;alert(1)")]
    [InlineData("href=data:text/html,x")]
    [InlineData("href=vbscript:x")]
    [InlineData("g_extra=onclick=\"alert(1)\"")]
    [InlineData("g_extra=data-x=\"1\" ONLOAD='alert(1)'")]
    [InlineData("g_extra=><script>alert(1)</script>")]
    [InlineData("g_extra=xlink:href=\"javascript:alert(1)\"")]
    [InlineData("a_extra=href=\"javascript:alert(1)\"\thref=#x")]
    [InlineData("onclick=alert(1)")]
    public void Nothing_in_an_attribute_file_becomes_script(string pairs)
    {
        var context = new ConversionContext();
        string file = File("attributes", $"f\t{pairs}\n");

        Svg svg = Svg.Draw(Stacks.Parse("f 1"), new FlameGraphOptions { NameAttributeFile = file }, context);

        string frame = svg.Frames[1].ToString();
        Assert.DoesNotContain("alert", frame);
        Assert.DoesNotContain("script", frame);
        Assert.DoesNotContain("data:text", frame);
        Assert.True(context.Diagnostics.Counts["flamegraph.name-attribute"] > 0);
    }

    [Fact]
    public void A_value_cannot_end_its_attribute()
    {
        string file = File(
            "attributes",
            "f\tclass=\"><script>x</script>\ttitle=</title><script>y</script>\thref=#\" onclick=\"z\n");

        Svg svg = Svg.Draw(Stacks.Parse("f 1"), "nameattr=" + file);

        Assert.Equal("\"><script>x</script>", svg.Frames[1].Attribute("class")!.Value);
        Assert.Equal("</title><script>y</script>", svg.Titles[1]);
        Assert.Single(svg.Root.Descendants(), e => e.Name.LocalName == "script");
    }

    [Fact]
    public void A_repeated_attribute_is_written_once_with_a_warning()
    {
        var context = new ConversionContext();
        string file = File(
            "attributes",
            "f\thref=#f\ta_extra=role=\"link\" role=\"button\"\tg_extra=role=\"none\" data-x='1' data-x='2'\n");

        Svg svg = Svg.Draw(Stacks.Parse("f 1"), new FlameGraphOptions { NameAttributeFile = file }, context);

        Assert.Equal("link", svg.Frames[1].Attribute("role")!.Value);
        Assert.Equal("1", svg.Frames[1].Attribute("data-x")!.Value);
        Assert.Equal(
            $"{file}(1): expected each attribute once, found 'role' [flamegraph.name-attribute]",
            context.Diagnostics.Kept[0].ToString());
        Assert.Equal(3, context.Diagnostics.Counts["flamegraph.name-attribute"]);
    }

    [Fact]
    public void A_line_without_a_tab_is_a_warning()
    {
        var context = new ConversionContext();
        string file = File("attributes", "f class=x\n");

        Svg.Draw(Stacks.Parse("f 1"), new FlameGraphOptions { NameAttributeFile = file }, context);

        Assert.Equal(
            $"{file}(1): expected a name, a tab and pairs 'key=value', found 'f class=x' [flamegraph.name-attribute]",
            context.Diagnostics.Kept[0].ToString());
    }

    [Fact]
    public void An_attribute_file_that_does_not_exist_is_an_error()
    {
        var options = new FlameGraphOptions { NameAttributeFile = Path.Combine(_folder, "none") };

        Assert.ThrowsAny<IOException>(() => new FlameGraphWriter(options).Write(Stacks.Parse("f 1")));
    }

    private string File(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
