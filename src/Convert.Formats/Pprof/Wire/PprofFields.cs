using static Refold.Formats.Pprof.WireType;

namespace Refold.Formats.Pprof;

/// <summary>The fields of profile.proto: as tags for coding, and as tables for messages and detection.</summary>
/// <remarks>
/// A tag is the number of a field and its wire type:
/// <code>
///     location_id of a sample, field 1:      00001 000 = 08, a number        00001 010 = 0a, bytes: packed numbers
/// </code>
/// Source: profile.proto of google/pprof, package perftools.profiles.
/// </remarks>
internal static class PprofFields
{
    public const uint ProfileSampleType = (1 << 3) | Bytes;
    public const uint ProfileSample = (2 << 3) | Bytes;
    public const uint ProfileMapping = (3 << 3) | Bytes;
    public const uint ProfileLocation = (4 << 3) | Bytes;
    public const uint ProfileFunction = (5 << 3) | Bytes;
    public const uint ProfileString = (6 << 3) | Bytes;
    public const uint ProfileDropFrames = (7 << 3) | Number;
    public const uint ProfileKeepFrames = (8 << 3) | Number;
    public const uint ProfileTime = (9 << 3) | Number;
    public const uint ProfileDuration = (10 << 3) | Number;
    public const uint ProfilePeriodType = (11 << 3) | Bytes;
    public const uint ProfilePeriod = (12 << 3) | Number;
    public const uint ProfileComment = (13 << 3) | Number;
    public const uint ProfileComments = (13 << 3) | Bytes;
    public const uint ProfileDefaultSampleType = (14 << 3) | Number;
    public const uint ProfileDocUrl = (15 << 3) | Number;

    public const uint ValueTypeType = (1 << 3) | Number;
    public const uint ValueTypeUnit = (2 << 3) | Number;

    // Repeated numbers are packed (one field of bytes) or not (a field each); a reader must accept both.
    public const uint SampleLocation = (1 << 3) | Number;
    public const uint SampleLocations = (1 << 3) | Bytes;
    public const uint SampleValue = (2 << 3) | Number;
    public const uint SampleValues = (2 << 3) | Bytes;
    public const uint SampleLabel = (3 << 3) | Bytes;

    public const uint LabelKey = (1 << 3) | Number;
    public const uint LabelText = (2 << 3) | Number;
    public const uint LabelNumber = (3 << 3) | Number;
    public const uint LabelUnit = (4 << 3) | Number;

    public const uint MappingId = (1 << 3) | Number;
    public const uint MappingStart = (2 << 3) | Number;
    public const uint MappingLimit = (3 << 3) | Number;
    public const uint MappingOffset = (4 << 3) | Number;
    public const uint MappingFile = (5 << 3) | Number;
    public const uint MappingBuildId = (6 << 3) | Number;
    public const uint MappingHasFunctions = (7 << 3) | Number;
    public const uint MappingHasFilenames = (8 << 3) | Number;
    public const uint MappingHasLineNumbers = (9 << 3) | Number;
    public const uint MappingHasInlineFrames = (10 << 3) | Number;

    public const uint LocationId = (1 << 3) | Number;
    public const uint LocationMapping = (2 << 3) | Number;
    public const uint LocationAddress = (3 << 3) | Number;
    public const uint LocationLine = (4 << 3) | Bytes;
    public const uint LocationIsFolded = (5 << 3) | Number;

    public const uint LineFunction = (1 << 3) | Number;
    public const uint LineNumber = (2 << 3) | Number;
    public const uint LineColumn = (3 << 3) | Number;

    public const uint FunctionId = (1 << 3) | Number;
    public const uint FunctionName = (2 << 3) | Number;
    public const uint FunctionSystemName = (3 << 3) | Number;
    public const uint FunctionFile = (4 << 3) | Number;
    public const uint FunctionStartLine = (5 << 3) | Number;

    // Field n is row n - 1.
    public static PprofMessage ValueType { get; } = new("value type", ["type", "unit"]);

    public static PprofMessage Label { get; } = new("label", ["key", "str", "num", "num_unit"]);

    public static PprofMessage Sample { get; } = new(
        "sample",
        [PprofField.Numbers("location_id"), PprofField.Numbers("value"), new PprofField("label", Label)]);

    public static PprofMessage Mapping { get; } = new(
        "mapping",
        [
            "id", "memory_start", "memory_limit", "file_offset", "filename", "build_id",
            "has_functions", "has_filenames", "has_line_numbers", "has_inline_frames",
        ]);

    public static PprofMessage Line { get; } = new("line", ["function_id", "line", "column"]);

    public static PprofMessage Location { get; } = new(
        "location",
        ["id", "mapping_id", "address", new PprofField("line", Line), "is_folded"]);

    public static PprofMessage Function { get; } = new(
        "function",
        ["id", "name", "system_name", "filename", "start_line"]);

    public static PprofMessage Profile { get; } = new(
        "profile",
        [
            new PprofField("sample_type", ValueType),
            new PprofField("sample", Sample),
            new PprofField("mapping", Mapping),
            new PprofField("location", Location),
            new PprofField("function", Function),
            PprofField.Text("string_table"),
            "drop_frames", "keep_frames", "time_nanos", "duration_nanos",
            new PprofField("period_type", ValueType),
            "period",
            PprofField.Numbers("comment"),
            "default_sample_type", "doc_url",
        ]);
}
