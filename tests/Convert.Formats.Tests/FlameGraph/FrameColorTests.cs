using System.Text;
using Refold.Formats.FlameGraph;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>
/// Colours of frames. The expected numbers were computed by the functions of flamegraph.pl, commit 41fee1f, under Perl
/// 5.36.
/// </summary>
public sealed class FrameColorTests
{
    [Theory]
    [InlineData("", 0.17082803610628972, 1.0, 1.0)]
    [InlineData("x", 0.66710507597690949, null, null)]
    [InlineData("main", 0.77859998431904742, 0.36335138216015961, 0.85437446565973207)]
    [InlineData("java/lang/String.length_[j]", 0.86410906126639375, 0.45388049776764516, 0.64415313004654706)]
    [InlineData("日本", 0.67962605350567529, 0.76831275720164616, 0.81399176954732511)]
    [InlineData("mod`func", 0.12797654986298213, 0.74880466103036647, 0.96409233399829009)]
    [InlineData("`a", 0.23567360856486985, 0.51975308641975315, 1.0)]
    [InlineData("a``b", 0.17132148968903849, 0.49382716049382713, 0.51975308641975315)]
    [InlineData("😀smile", 0.20876133030197153, 0.80665590069978788, 0.64199993667078314)]
    public void The_hashes_of_a_name_are_those_of_flamegraph_pl(string name, double seeded, double? start, double? end)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);

        Assert.Equal(seeded, NameHash.FromSeed(utf8));
        Assert.Equal(start ?? NameHash.FromStart(utf8), NameHash.FromStart(utf8));
        Assert.Equal(end ?? NameHash.FromEnd(utf8), NameHash.FromEnd(utf8));
    }

    // The colours of foo::bar_[k], of the same with the option hash, of java/util/A:::b, and of /x/a.js:1.
    [Theory]
    [InlineData("hot", "231,122,29", "236,199,34", "247,197,47", "238,154,36")]
    [InlineData("mem", "0,216,111", "0,221,181", "0,232,180", "0,223,140")]
    [InlineData("io", "111,111,219", "131,131,224", "131,131,237", "120,120,226")]
    [InlineData("wakeup", "81,194,194", "101,212,212", "101,212,212", "90,201,201")]
    [InlineData("chain", "111,111,231", "131,131,248", "131,131,247", "120,120,238")]
    [InlineData("java", "204,204,60", "222,222,67", "101,247,101", "236,103,103")]
    [InlineData("js", "204,204,60", "222,222,67", "222,222,67", "90,236,90")]
    [InlineData("perl", "204,204,60", "222,222,67", "222,222,67", "236,103,103")]
    [InlineData("red", "229,92,92", "247,119,119", "247,118,118", "236,103,103")]
    [InlineData("green", "81,229,81", "101,247,101", "101,247,101", "90,236,90")]
    [InlineData("blue", "111,111,231", "131,131,248", "131,131,247", "120,120,238")]
    [InlineData("aqua", "81,194,194", "101,212,212", "101,212,212", "90,201,201")]
    [InlineData("yellow", "204,204,60", "222,222,67", "222,222,67", "211,211,63")]
    [InlineData("purple", "224,111,224", "246,131,246", "245,131,245", "233,120,233")]
    [InlineData("orange", "224,124,0", "246,146,0", "245,145,0", "233,133,0")]
    public void Each_palette_has_the_colours_of_flamegraph_pl(
        string palette, string kernel, string hashed, string java, string js)
    {
        var options = new FlameGraphOptions { Palette = Enum.Parse<FlameGraphPalette>(palette, ignoreCase: true) };

        Assert.Equal($"rgb({kernel})", Color(options, "foo::bar_[k]"));
        Assert.Equal($"rgb({hashed})", Color(options with { Hash = true }, "foo::bar_[k]"));
        Assert.Equal($"rgb({java})", Color(options, "java/util/A:::b"));
        Assert.Equal($"rgb({js})", Color(options, "/x/a.js:1"));
    }

    [Theory]
    [InlineData("java", "Lcom/acme/A:::f", "green")]
    [InlineData("java", "commerce/A", "red")]
    [InlineData("java", "x_[j]", "green")]
    [InlineData("java", "x_[i]", "aqua")]
    [InlineData("java", "x_[k]", "orange")]
    [InlineData("java", "std::sort", "yellow")]
    [InlineData("java", "read", "red")]
    [InlineData("js", "LazyCompile:~f /a.js_[j]", "green")]
    [InlineData("js", "Builtin:A_[j]", "aqua")]
    [InlineData("js", "Stub:X", "aqua")]
    [InlineData("js", " ", "green")]
    [InlineData("js", "f_[k]", "orange")]
    [InlineData("js", "read", "red")]
    [InlineData("perl", "Perl_pp_add", "green")]
    [InlineData("perl", "x.pl:3", "green")]
    [InlineData("perl", "f_[k]", "orange")]
    [InlineData("python", "f (/usr/lib/python3.11/json/decoder.py:3)", "yellow")]
    [InlineData("python", @"f (C:\venv\site-packages\a.py:1)", "aqua")]
    [InlineData("python", "<built-in len>", "yellow")]
    [InlineData("python", "f (pythonista/a.py:1)", "red")]
    [InlineData("rust", "core::ops::f", "orange")]
    [InlineData("rust", "app`<alloc::vec::Vec as T>::f", "orange")]
    [InlineData("rust", "<core::future::from_generator::GenFuture<T> as F>::poll", "aqua")]
    [InlineData("rust", "tokio::run", "aqua")]
    [InlineData("rust", "memcpy", "yellow")]
    [InlineData("chain", "f_[w]", "aqua")]
    [InlineData("chain", "f", "blue")]
    [InlineData("wakeup", "f", "aqua")]
    public void The_palettes_of_languages_choose_the_hue_by_name(string palette, string name, string hue)
    {
        FlameGraphPalette found = PaletteRules.FindHue(
            Enum.Parse<FlameGraphPalette>(palette, ignoreCase: true), Encoding.UTF8.GetBytes(name));

        Assert.Equal(hue, found.ToString().ToLowerInvariant());
    }

    [Theory]
    [InlineData(-7, "rgb(0,0,255)")]
    [InlineData(-3, "rgb(120,120,255)")]
    [InlineData(0, "rgb(255,255,255)")]
    [InlineData(1, "rgb(255,180,180)")]
    [InlineData(5, "rgb(255,60,60)")]
    [InlineData(7, "rgb(255,0,0)")]
    public void A_change_is_red_or_blue_in_proportion_to_the_largest(int delta, string expected)
    {
        var colors = new FrameColors(new FlameGraphOptions(), null);

        Assert.Equal(expected, colors.GetForDelta("f"u8, delta, 7).ToString());
    }

    [Fact]
    public void Frames_that_separate_stacks_are_always_grey()
    {
        var colors = new FrameColors(new FlameGraphOptions { Diffusion = true }, null);

        Assert.Equal("rgb(160,160,160)", colors.Get("--"u8, isWaker: false, 1).ToString());
        Assert.Equal("rgb(200,200,200)", colors.GetForDelta("-"u8, 5, 7).ToString());
    }

    [Fact]
    public void With_diffusion_the_width_gives_the_colour()
    {
        var colors = new FrameColors(new FlameGraphOptions { Diffusion = true }, null);

        Assert.Equal("rgb(255,0,0)", colors.Get("f"u8, isWaker: false, 1).ToString());
        Assert.Equal("rgb(255,105,105)", colors.Get("f"u8, isWaker: false, 0.25).ToString());
        Assert.Equal("rgb(255,255,255)", colors.Get("f"u8, isWaker: false, 0).ToString());
    }

    [Fact]
    public void Random_colours_differ_within_a_graph_and_not_between_graphs()
    {
        string[] first = Colors();

        Assert.Equal(first, Colors());
        Assert.True(first.Distinct().Count() > 15);

        static string[] Colors()
        {
            var colors = new FrameColors(new FlameGraphOptions { Random = true }, null);
            return [.. Enumerable.Range(0, 20).Select(_ => colors.Get("same"u8, isWaker: false, 1).ToString())];
        }
    }

    private static string Color(FlameGraphOptions options, string name) =>
        new FrameColors(options, null).Get(Encoding.UTF8.GetBytes(name), isWaker: false, 1).ToString();
}
