using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Writes the canonical text of a profile; <see cref="TextProfileReader"/> reads it back.</summary>
/// <remarks>
/// <code>
/// refold profile 1
/// samples 1
/// type samples count
///
/// function 1 "main"
///
/// location 1 in 1 # main
///
/// stack 1: 1 # main
///
/// sample 7 stack 1
///
/// end
/// </code>
/// </remarks>
/// <param name="options">The options; null for the defaults.</param>
public sealed class TextProfileWriter(TextOptions? options = null) : IProfileWriter
{
    private readonly TextOptions _options = options ?? new TextOptions();

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var text = new Utf8Output(output);
        var lines = new TextLineWriter(text, profile);
        var comments = new TextComments(text, profile, _options.Comments);
        WriteTypes(lines, profile);
        WriteInfo(lines, profile.Info);
        WriteMappings(lines, profile);
        WriteFunctions(lines, profile);
        WriteLocations(lines, profile, comments);
        WriteStacks(lines, profile, comments, context);
        WriteLabelSets(lines, profile);
        WriteSamples(lines, profile, context);
        lines.Word("\nend\n"u8);
        text.Flush();
    }

    private static void WriteTypes(TextLineWriter lines, Profile profile)
    {
        lines.Word(TextFormat.Signature).Word("1"u8).End();
        lines.Word("samples "u8).Number(profile.Samples.Count).End();
        foreach (SampleType type in profile.SampleTypes)
        {
            lines.Word("type "u8).Name(type.Name).Word(" "u8).Name(type.Unit).End();
        }
    }

    private static void WriteInfo(TextLineWriter lines, ProfileInfo info)
    {
        WriteInfo(lines, "default "u8, info.DefaultSampleType);
        WriteInfo(lines, "start "u8, info.StartUnixNanoseconds);
        WriteInfo(lines, "duration "u8, info.DurationNanoseconds);
        if (info.PeriodType is { } type)
        {
            lines.Word("period "u8).Number(info.Period).Word(" "u8).Name(type.Name).Word(" "u8).Name(type.Unit).End();
        }
        else
        {
            WriteInfo(lines, "period "u8, info.Period);
        }

        lines.Word(info.Clock switch
        {
            ProfileClock.UnixEpoch => "clock unix\n"u8,
            ProfileClock.RecordingStart => "clock start\n"u8,
            _ => default,
        });
        WriteInfo(lines, "drop "u8, info.DropFrames);
        WriteInfo(lines, "keep "u8, info.KeepFrames);
        WriteInfo(lines, "page "u8, info.DocUrl);
        foreach (string comment in info.Comments)
        {
            lines.Word("comment "u8).Quoted(Utf8Text.Encode(comment)).End();
        }
    }

    private static void WriteInfo(TextLineWriter lines, ReadOnlySpan<byte> word, string value)
    {
        if (value.Length > 0)
        {
            lines.Word(word).Quoted(Utf8Text.Encode(value)).End();
        }
    }

    private static void WriteInfo(TextLineWriter lines, ReadOnlySpan<byte> word, long value)
    {
        if (value != 0)
        {
            lines.Word(word).Number(value).End();
        }
    }

    private static void WriteMappings(TextLineWriter lines, Profile profile)
    {
        lines.BeginBlock(profile.MappingCount);
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            Mapping row = profile[new MappingId(i)];
            lines.Word("mapping "u8).Number(i).Word(" "u8).Quoted(profile[row.File]);
            lines.HexFact(" from "u8, row.Start).HexFact(" to "u8, row.Limit).HexFact(" offset "u8, row.FileOffset);
            lines.Fact(" build "u8, row.BuildId);
            foreach ((MappingFlags flag, string name) in TextKeywords.MappingFlagNames)
            {
                if ((row.Flags & flag) != 0)
                {
                    lines.Word(" "u8).Name(name);
                }
            }

            lines.SourceId(profile.SourceId(new MappingId(i))).End();
        }
    }

    private static void WriteFunctions(TextLineWriter lines, Profile profile)
    {
        lines.BeginBlock(profile.FunctionCount);
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            Function row = profile[new FunctionId(i)];
            lines.Word("function "u8).Number(i).Word(" "u8).Quoted(profile[row.Name]);
            lines.Fact(" system "u8, row.SystemName).Fact(" file "u8, row.File).Fact(" line "u8, row.StartLine);
            lines.SourceId(profile.SourceId(new FunctionId(i))).End();
        }
    }

    private static void WriteLocations(TextLineWriter lines, Profile profile, TextComments comments)
    {
        lines.BeginBlock(profile.LocationCount);
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            Location row = profile[new LocationId(i)];
            lines.Word("location "u8).Number(i);
            lines.Fact(" mapping "u8, row.Mapping.Number).HexFact(" at "u8, row.Address);
            lines.Word(row.Lines.IsEmpty ? default : " in"u8);
            foreach (ref readonly Line line in row.Lines)
            {
                lines.Word(" "u8).Number(line.Function.Number);
                if (line.Number != 0 || line.Column != 0)
                {
                    lines.Word(":"u8).Number(line.Number).Fact(":"u8, line.Column);
                }
            }

            lines.Word(row.IsFolded ? " folded"u8 : default).SourceId(profile.SourceId(new LocationId(i)));
            comments.Write(row.Lines);
            lines.End();
        }
    }

    private static void WriteStacks(
        TextLineWriter lines, Profile profile, TextComments comments, ConversionContext context)
    {
        lines.BeginBlock(profile.StackCount);
        for (int i = 1; i <= profile.StackCount; i++)
        {
            context.CheckCancelled(i);
            ReadOnlySpan<LocationId> frames = profile[new StackId(i)];
            lines.Word("stack "u8).Number(i).Word(":"u8);
            foreach (LocationId frame in frames)
            {
                lines.Word(" "u8).Number(frame.Number);
            }

            comments.Write(frames);
            lines.End();
        }
    }

    private static void WriteLabelSets(TextLineWriter lines, Profile profile)
    {
        lines.BeginBlock(profile.LabelSetCount);
        for (int i = 1; i <= profile.LabelSetCount; i++)
        {
            lines.Word("labels "u8).Number(i).Word(":"u8);
            foreach (ref readonly Label label in profile[new LabelSetId(i)])
            {
                WriteLabel(lines, profile, label);
            }

            lines.End();
        }
    }

    private static void WriteLabel(TextLineWriter lines, Profile profile, in Label label)
    {
        lines.Word(" "u8).Name(profile[label.Key]).Word("="u8);
        if (label.Kind == LabelKind.Text)
        {
            lines.Quoted(profile[label.Text]);
        }
        else if (label.Unit == default)
        {
            lines.Number(label.Number);
        }
        else
        {
            lines.Number(label.Number).Name(profile[label.Unit]);
        }
    }

    private static void WriteSamples(TextLineWriter lines, Profile profile, ConversionContext context)
    {
        lines.BeginBlock(profile.Samples.Count);
        long row = 0;
        foreach (Sample sample in profile.Samples)
        {
            context.CheckCancelled(row++);
            lines.Word("sample"u8);
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                lines.Word(" "u8).Number(sample[type]);
            }

            lines.Fact(" stack "u8, sample.Stack.Number).Fact(" labels "u8, sample.Labels.Number);
            if (sample.Time is { } time)
            {
                lines.Word(" time "u8).Number(time);
            }

            lines.End();
        }
    }
}
