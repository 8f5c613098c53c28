using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Refold.Formats.Pprof;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Pprof;

/// <summary>Compares reader and writer with code that is generated from profile.proto.</summary>
public sealed class PprofJudgeTests
{
    private static readonly IProfileWriter Raw = new PprofWriter(new PprofOptions { Gzip = false });

    [Fact]
    public void Messages_of_the_generated_code_are_read_with_the_same_content() => ForAllMessages(message =>
    {
        Profile profile = new PprofReader().Read(message.ToByteArray());

        Assert.Equal(WireText.Of(message), WireText.Of(profile));
    });

    [Fact]
    public void Messages_of_the_generated_code_are_written_back_equal_including_strings() => ForAllMessages(message =>
    {
        byte[] written = Raw.Write(new PprofReader().Read(message.ToByteArray()));

        Assert.Equal(message, Wire.Profile.Parser.ParseFrom(written));
    });

    [Fact]
    public void Fields_may_come_in_any_order() => ForAllMessages(message =>
    {
        byte[] shuffled = Shuffle(message);

        Profile profile = new PprofReader().Read(shuffled);

        Assert.Equal(WireText.Of(message), WireText.Of(profile));
    });

    [Fact]
    public void The_generated_code_decodes_what_is_written_with_the_same_content() => Law.ForAll(
        ProfileShape.Any with { Charset = NameCharset.Unicode, HasSourceIds = false },
        profile =>
        {
            Wire.Profile message = Wire.Profile.Parser.ParseFrom(Raw.Write(profile));

            Assert.Equal(WireText.Of(profile), WireText.Of(message));
        });

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_has_the_same_content_for_the_generated_code(string file)
    {
        byte[] bytes = new CorpusFile("pprof", file).ReadBytes();
        Wire.Profile expected = Known(Wire.Profile.Parser.ParseFrom(bytes));

        Profile profile = new PprofReader().Read(bytes);

        Assert.Equal(WireText.Of(expected), WireText.Of(profile));
        Assert.Equal(expected, Wire.Profile.Parser.ParseFrom(Raw.Write(profile)));
    }

    // The reader repairs these, so they are not written back equal.
    private static readonly string[] Repaired =
    [
        "cut-in-strings.pb", "joined-with-times.pb", "joined.pb", "no-sample-types.pb", "rows-missing.pb",
        "rows-twice.pb", "too-few-values.pb", "too-many-values.pb", "zero-function-ids.pb",
    ];

    public static TheoryData<string> Corpus() => [.. CorpusFile.Good("pprof").Select(f => f.Name)];

    public static TheoryData<string> Whole() => [.. Corpus().Select(f => f.Data).Except(Repaired)];

    private static void ForAllMessages(Action<Wire.Profile> holds)
    {
        Check.One(Law.Config(200), Prop.ForAll(WireProfiles.Any(), holds));
    }

    // Fields that profile.proto does not have are discarded.
    private static Wire.Profile Known(Wire.Profile message)
    {
        var known = new Wire.Profile(message);
        byte[] bytes = known.ToByteArray();
        return Wire.Profile.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
    }

    // A message is equal to the concatenation of one message per element, as long as elements of one field keep their
    // order.
    private static byte[] Shuffle(Wire.Profile message)
    {
        List<Queue<byte[]>> fields = [.. Fields(message).Select(f => new Queue<byte[]>(f)).Where(f => f.Count > 0)];
        var random = new Random(message.CalculateSize());
        using var joined = new MemoryStream();
        while (fields.Count > 0)
        {
            Queue<byte[]> field = fields[random.Next(fields.Count)];
            joined.Write(field.Dequeue());
            fields.RemoveAll(f => f.Count == 0);
        }

        return joined.ToArray();
    }

    private static IEnumerable<IEnumerable<byte[]>> Fields(Wire.Profile message)
    {
        yield return message.SampleType.Select(x => new Wire.Profile { SampleType = { x } }.ToByteArray());
        yield return message.Sample.Select(x => new Wire.Profile { Sample = { x } }.ToByteArray());
        yield return message.Mapping.Select(x => new Wire.Profile { Mapping = { x } }.ToByteArray());
        yield return message.Location.Select(x => new Wire.Profile { Location = { x } }.ToByteArray());
        yield return message.Function.Select(x => new Wire.Profile { Function = { x } }.ToByteArray());
        yield return message.StringTable.Select(x => new Wire.Profile { StringTable = { x } }.ToByteArray());
        yield return message.Comment.Select(x => new Wire.Profile { Comment = { x } }.ToByteArray());
        yield return [new Wire.Profile { DropFrames = message.DropFrames, DocUrl = message.DocUrl }.ToByteArray()];
        yield return [new Wire.Profile { KeepFrames = message.KeepFrames, Period = message.Period }.ToByteArray()];
        yield return [new Wire.Profile { PeriodType = message.PeriodType }.ToByteArray()];
        yield return [new Wire.Profile { TimeNanos = message.TimeNanos }.ToByteArray()];
        yield return [new Wire.Profile { DurationNanos = message.DurationNanos }.ToByteArray()];
        yield return [new Wire.Profile { DefaultSampleType = message.DefaultSampleType }.ToByteArray()];
    }
}
