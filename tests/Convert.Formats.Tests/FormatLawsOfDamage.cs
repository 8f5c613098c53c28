using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>
/// Law 7: damaged input gives a profile or a <see cref="ProfileFormatException"/>, soon and in little memory.
/// </summary>
public sealed class FormatLawsOfDamage
{
    private const int Seed = 20260801;
    private const long MemoryBudget = 256L << 20;
    private const int MemoryPerByte = 400;
    private const int MaxMessageLength = 600; // 80 characters, each escaped, and the words around

    private static readonly TimeSpan TimeBudget = TimeSpan.FromSeconds(20);

    [Theory]
    [MemberData(nameof(FormatCases.GoodAndBad), MemberType = typeof(FormatCases))]
    public void A_damaged_file_gives_a_profile_or_an_error(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();

        foreach (Damage damage in Damage.Of(bytes, Law.Times(25), Seeds.Of(Seed)))
        {
            ReadDamaged(format, damage);
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.BothWays), MemberType = typeof(FormatCases))]
    public void Any_damaged_profile_gives_a_profile_or_an_error(string format) =>
        Law.ForAll(
            ProfileShape.Any,
            profile =>
            {
                foreach (
                    Damage damage in Damage.Of(FormatCases.FaithfulWriter(format).Write(profile), 40, Seeds.Of(Seed)))
                {
                    ReadDamaged(format, damage);
                }
            },
            usualTests: 15);

    [Theory]
    [MemberData(nameof(FormatCases.GoodAndBad), MemberType = typeof(FormatCases))]
    public void A_file_beyond_the_limits_gives_an_error(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        ConversionLimits[] limits =
        [
            new() { StackDepth = 1 }, new() { StackFrames = 3 }, new() { TableRows = 1 }, new() { ItemBytes = 8 },
            new() { StringBytes = 8 },
        ];

        foreach (ConversionLimits limit in limits)
        {
            var context = new ConversionContext { Limits = limit };
            Exception? error = Record.Exception(() => FormatCases.Reader(format).Read(bytes, context));

            Assert.True(error is null or ProfileFormatException, $"{limit}: {error}");
        }
    }

    // What a cut leaves behind is one cause: besides what the whole file has, there is at most one kind of diagnostic.
    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_truncated_file_adds_at_most_one_kind_of_diagnostic(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        HashSet<string> usual = [.. DiagnosticsOf(format, bytes) ?? []];

        foreach (Damage damage in Damage.Of(bytes, Law.Times(10), Seed).Where(d => d.Bytes.Length < bytes.Length))
        {
            string[] kinds =
            [
                .. (DiagnosticsOf(format, damage.Bytes) ?? [])
                    .Where(id => !usual.Contains(id) && !IsNews(id)).Select(KindOf).Distinct(),
            ];

            Assert.True(kinds.Length <= 1, $"{damage.What}: {string.Join(' ', kinds)}");
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void A_file_truncated_within_a_line_or_message_is_reported(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();
        if (format is not ("folded" or "csv" or "speedscope" or "nettrace" or "pprof"))
        {
            return;
        }

        foreach (Damage damage in Damage.Of(bytes, Law.Times(20), Seed).Where(d => IsCutInside(format, d.Bytes, bytes)))
        {
            Assert.True(DiagnosticsOf(format, damage.Bytes) is not { Length: 0 }, damage.What);
        }
    }

    // Which profile is read, and what it lacks, depends on how much of a trace there is; whether lines have two counts,
    // some of which are fractions then, depends on the lines there are.
    private static bool IsNews(string id) =>
        id.EndsWith(".profile", StringComparison.Ordinal) || id.EndsWith(".no-start", StringComparison.Ordinal)
        || id.EndsWith(".no-end", StringComparison.Ordinal) || id == "folded.fraction";

    // A pprof file that ends between two rows is a valid message, so no reader can know that it was cut: it reports
    // each table that lacks rows.
    private static string KindOf(string id) =>
        id.StartsWith("pprof.missing-", StringComparison.Ordinal) ? "pprof.missing" : id;

    private static bool IsCutInside(string format, byte[] cut, byte[] whole)
    {
        bool isPiece = cut.Length < whole.Length && !cut.AsSpan().TrimEnd("\r\n \t"u8).IsEmpty;
        return isPiece && format switch
        {
            "folded" => cut[^1] is not ((byte)'\n' or (byte)' ' or (byte)'\t')
                && !IsCommentOrBlank(cut) && whole[0] < 0xe0,
            "csv" => cut[^1] is not ((byte)'\n' or (byte)'\r'),
            "pprof" => !IsMessage(cut),
            _ => !whole.AsSpan(cut.Length).Trim("\r\n \t"u8).IsEmpty,
        };
    }

    // A comment has no samples to lose, and of an empty line only the line end is lost: neither is reported.
    private static bool IsCommentOrBlank(byte[] cut)
    {
        ReadOnlySpan<byte> line = cut.AsSpan((cut.AsSpan().LastIndexOf((byte)'\n') + 1)..).Trim(" \r"u8);
        return line.IsEmpty || line.StartsWith("#"u8);
    }

    // A message that ends between two fields is a valid one.
    private static bool IsMessage(byte[] bytes)
    {
        try
        {
            Pprof.Wire.Profile.Parser.ParseFrom(bytes);
            return true;
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return false;
        }
    }

    // Null if there is an error.
    private static string[]? DiagnosticsOf(string format, byte[] bytes)
    {
        var context = new ConversionContext();
        try
        {
            FormatCases.Reader(format).Read(bytes, context);
            return [.. context.Diagnostics.Counts.Keys];
        }
        catch (ProfileFormatException)
        {
            return null;
        }
    }

    // One format may be handed what belongs to another, by --from or by a wrong guess.
    [Theory]
    [MemberData(nameof(FormatCases.GoodAndBad), MemberType = typeof(FormatCases))]
    public void A_file_read_as_another_format_gives_a_profile_or_an_error(string format, string file)
    {
        byte[] bytes = new CorpusFile(format, file).ReadBytes();

        foreach (ProfileFormat other in BuiltInFormats.All.Formats.Where(f => f.CanRead && f.Name != format))
        {
            ReadDamaged(other.Name, new Damage($"a file of {format}", bytes));
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.Readable), MemberType = typeof(FormatCases))]
    public void Noise_gives_a_profile_or_an_error(string format)
    {
        var random = new Random(Seeds.Of(Seed));
        for (int length = 0; length < Law.Times(200); length++)
        {
            byte[] noise = new byte[length];
            random.NextBytes(noise);
            ReadDamaged(format, new Damage($"{length} bytes of noise", noise));
        }
    }

    [Theory]
    [MemberData(nameof(FormatCases.All), MemberType = typeof(FormatCases))]
    public void Detection_throws_nothing(string format)
    {
        var random = new Random(Seeds.Of(Seed));
        for (int length = 0; length < Law.Times(300); length++)
        {
            byte[] noise = new byte[length];
            random.NextBytes(noise);

            Assert.InRange(FormatCases.Format(format).Detect(noise), Confidence.None, Confidence.Certain);
        }
    }

    private static void ReadDamaged(string format, Damage damage)
    {
        Task<(Exception? Error, long Allocated)> reading = Task.Run(() => Read(format, damage.Bytes));

        if (!reading.Wait(TimeBudget))
        {
            throw new DifferenceException($"{damage.What}: reading goes on after {TimeBudget.TotalSeconds} seconds");
        }

        (Exception? error, long allocated) = reading.Result;
        if (error is not (null or ProfileFormatException))
        {
            throw new DifferenceException($"{damage.What}: {error}", error);
        }

        CheckMessage(damage, error?.Message ?? "expected");
        long budget = MemoryBudget + (damage.Bytes.Length * (long)MemoryPerByte);
        Assert.True(allocated < budget, $"{damage.What}: {allocated} bytes allocated for {damage.Bytes.Length}");
    }

    private static (Exception? Error, long Allocated) Read(string format, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? error = Record.Exception(() => FormatCases.Reader(format).Read(bytes));
        return (error, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void CheckMessage(Damage damage, string message)
    {
        bool isFine = message.Contains("expected", StringComparison.Ordinal)
            && !message.EndsWith('.') && message.Length < MaxMessageLength && !message.Any(char.IsControl);
        Assert.True(isFine, $"{damage.What}: a message must say what was expected, on one line: {message}");
    }
}
