using Google.Protobuf;
using Refold.Formats.Pprof;
using Refold.Testing;

namespace Refold.Formats.Tests.Pprof;

/// <summary>The parts of a small profile, encoded by the code that is generated from profile.proto.</summary>
internal static class PprofParts
{
    /// <summary>The string table.</summary>
    public static readonly string[] Strings = ["", "cpu", "nanoseconds", "leaf", "root"];

    public static Wire.Location LocationIn(ulong id, ulong function) =>
        new() { Id = id, Line = { new Wire.Line { FunctionId = function } } };

    public static byte[] Types() => Bytes(new() { SampleType = { new Wire.ValueType { Type = 1, Unit = 2 } } });

    public static Wire.Profile Sample() =>
        new() { Sample = { new Wire.Sample { LocationId = { 1, 2 }, Value = { 7 } } } };

    public static byte[] Tables() => Bytes(new()
    {
        Location =
        {
            new Wire.Location { Id = 1, Line = { Line(1, 5) } }, new Wire.Location { Id = 2, Line = { Line(2, 6) } },
        },
        Function = { new Wire.Function { Id = 1, Name = 3 }, new Wire.Function { Id = 2, Name = 4 } },
    });

    public static Wire.Line Line(ulong function, long number) => new() { FunctionId = function, Line_ = number };

    public static byte[] StringTable() => Bytes(new() { StringTable = { Strings } });

    public static byte[] Bytes(Wire.Profile part) => part.ToByteArray();

    /// <summary>Reads the parts joined to one input.</summary>
    public static Profile Read(ConversionContext context, params byte[][] parts) =>
        new PprofReader().Read([.. parts.SelectMany(p => p)], context);
}
