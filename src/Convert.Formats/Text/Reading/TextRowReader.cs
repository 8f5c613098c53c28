using System.Runtime.InteropServices;
using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Reads the lines with rows.</summary>
/// <remarks>
/// <code>
/// mapping 1 "/usr/bin/app" from 0x400000 to 0x452000 offset 0x1000 build "ab12" functions lines
/// function 1 "main" file "main.c" line 10
/// location 1 mapping 1 at 0x401136 in 2:12:3 1:40      function:line:column, innermost inlined first
/// stack 1: 1 2                                         leaf first
/// labels 1: pid=12 comm="app" size=64bytes
/// sample 1 10000000 stack 1 labels 1 time 1700000000010000000
/// </code>
/// The lists map the numbers of rows in the text, from 1, to ids of the builder.
/// </remarks>
internal sealed class TextRowReader(ProfileBuilder builder)
{
    private readonly List<MappingId> _mappings = [];
    private readonly List<FunctionId> _functions = [];
    private readonly List<LocationId> _locations = [];
    private readonly List<StackId> _stacks = [];
    private readonly List<LabelSetId> _labelSets = [];
    private readonly List<Line> _lines = [];
    private readonly List<LocationId> _frames = [];
    private readonly List<Label> _labels = [];
    private long[] _values = [];

    /// <summary>The number of samples read so far.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Reads a row; false for other lines.</summary>
    public bool TryRead(ref TextScanner scanner)
    {
        if (scanner.TryWord("sample"u8))
        {
            ReadSample(ref scanner);
        }
        else if (scanner.TryWord("labels"u8))
        {
            ReadLabels(ref scanner);
        }
        else if (scanner.TryWord("stack"u8))
        {
            ReadStack(ref scanner);
        }
        else if (scanner.TryWord("location"u8))
        {
            ReadLocation(ref scanner);
        }
        else if (scanner.TryWord("function"u8))
        {
            ReadFunction(ref scanner);
        }
        else if (scanner.TryWord("mapping"u8))
        {
            ReadMapping(ref scanner);
        }
        else
        {
            return TryReadType(ref scanner);
        }

        return true;
    }

    /// <summary>Reads the name and the unit of a sample type.</summary>
    public static SampleType Type(ref TextScanner scanner)
    {
        string name = Utf8Text.Decode(scanner.Name());
        return new SampleType(name, Utf8Text.Decode(scanner.Name()));
    }

    private bool TryReadType(ref TextScanner scanner)
    {
        TextScanner before = scanner;
        if (!scanner.TryWord("type"u8))
        {
            return false;
        }

        if (builder.SampleCount > 0)
        {
            throw before.Unexpected("types before the first sample");
        }

        builder.AddSampleType(Type(ref scanner));
        _values = new long[builder.SampleTypes.Count];
        return true;
    }

    private void ReadMapping(ref TextScanner scanner)
    {
        scanner.NewRow("mapping", _mappings.Count + 1);
        scanner.EndToken();
        StringId file = builder.AddString(scanner.Text());
        ulong start = scanner.TryWord("from"u8) ? scanner.Hex() : 0;
        ulong limit = scanner.TryWord("to"u8) ? scanner.Hex() : 0;
        ulong offset = scanner.TryWord("offset"u8) ? scanner.Hex() : 0;
        StringId buildId = Text(ref scanner, "build"u8);
        MappingFlags flags = MappingFlags.None;
        foreach ((MappingFlags flag, string name) in TextKeywords.MappingFlagNames)
        {
            flags |= scanner.TryWord(Utf8Text.Encode(name)) ? flag : 0;
        }

        var row = new Mapping(start, limit, offset, file, buildId, flags);
        _mappings.Add(builder.AppendMapping(row, SourceId(ref scanner)));
    }

    private void ReadFunction(ref TextScanner scanner)
    {
        scanner.NewRow("function", _functions.Count + 1);
        scanner.EndToken();
        StringId name = builder.AddString(scanner.Text());
        StringId systemName = Text(ref scanner, "system"u8);
        StringId file = Text(ref scanner, "file"u8);
        long line = scanner.TryWord("line"u8) ? scanner.Number() : 0;
        var row = new Function(name, systemName, file, line);
        _functions.Add(builder.AppendFunction(row, SourceId(ref scanner)));
    }

    private void ReadLocation(ref TextScanner scanner)
    {
        scanner.NewRow("location", _locations.Count + 1);
        scanner.EndToken();
        int mapping = scanner.TryWord("mapping"u8) ? Row(ref scanner, "mapping", _mappings.Count) : 0;
        ulong address = scanner.TryWord("at"u8) ? scanner.Hex() : 0;
        _lines.Clear();
        if (scanner.TryWord("in"u8))
        {
            do
            {
                _lines.Add(ReadLine(ref scanner));
            }
            while (scanner.IsAtNumber);
        }

        bool isFolded = scanner.TryWord("folded"u8);
        ulong sourceId = SourceId(ref scanner);
        MappingId mappingId = mapping == 0 ? default : _mappings[mapping - 1];
        _locations.Add(builder.AppendLocation(mappingId, address, _lines.ToArray(), isFolded, sourceId));
    }

    private Line ReadLine(ref TextScanner scanner)
    {
        int function = scanner.Row("function", 0, _functions.Count);
        long number = scanner.TrySymbol(':') ? scanner.Digits() : 0;
        long column = scanner.TrySymbol(':') ? scanner.Digits() : 0;
        scanner.EndToken();
        return new Line(function == 0 ? default : _functions[function - 1], number, column);
    }

    private void ReadStack(ref TextScanner scanner)
    {
        scanner.NewRow("stack", _stacks.Count + 1);
        scanner.Symbol(':');
        scanner.EndToken();
        _frames.Clear();
        do
        {
            _frames.Add(_locations[Row(ref scanner, "location", _locations.Count) - 1]);
        }
        while (scanner.IsAtNumber);

        _stacks.Add(builder.AddStack(CollectionsMarshal.AsSpan(_frames)));
    }

    private void ReadLabels(ref TextScanner scanner)
    {
        scanner.NewRow("labels", _labelSets.Count + 1);
        scanner.Symbol(':');
        scanner.EndToken();
        _labels.Clear();
        do
        {
            _labels.Add(ReadLabel(ref scanner));
        }
        while (!scanner.IsAtEnd);

        _labelSets.Add(builder.AddLabels(_labels.ToArray()));
    }

    private Label ReadLabel(ref TextScanner scanner)
    {
        StringId key = builder.AddString(scanner.NamePart());
        scanner.Symbol('=');
        if (scanner.IsAtQuote)
        {
            return Label.OfText(key, builder.AddString(scanner.Text()));
        }

        long number = scanner.Digits();
        ReadOnlySpan<byte> unit = scanner.IsAtTokenEnd ? default : scanner.NamePart();
        scanner.EndToken();
        return Label.OfNumber(key, number, builder.AddString(unit));
    }

    private void ReadSample(ref TextScanner scanner)
    {
        for (int type = 0; type < _values.Length; type++)
        {
            _values[type] = scanner.Number();
        }

        int stack = scanner.TryWord("stack"u8) ? Row(ref scanner, "stack", _stacks.Count) : 0;
        int labels = scanner.TryWord("labels"u8) ? Row(ref scanner, "label set", _labelSets.Count) : 0;
        long? time = scanner.TryWord("time"u8) ? scanner.Number() : null;
        SampleCount++;
        builder.AddSample(
            stack == 0 ? default : _stacks[stack - 1], _values, labels == 0 ? default : _labelSets[labels - 1], time);
    }

    private static int Row(ref TextScanner scanner, string kind, int count)
    {
        int number = scanner.Row(kind, 1, count);
        scanner.EndToken();
        return number;
    }

    private static ulong SourceId(ref TextScanner scanner) => scanner.TryWord("id"u8) ? scanner.Id() : 0;

    private StringId Text(ref TextScanner scanner, ReadOnlySpan<byte> word) =>
        scanner.TryWord(word) ? builder.AddString(scanner.Text()) : default;
}
