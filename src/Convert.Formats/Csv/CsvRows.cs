using System.Buffers.Text;
using System.Globalization;
using CsvHelper;
using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>Parses the rows of a table into samples.</summary>
/// <remarks>
/// <code>
/// stack,samples/count,cpu/nanoseconds,label:thread
/// main;work,3,30000000,ui
/// main,1,1e7,                                        exponents; an empty cell is no label
/// ,2,,io                                             no stack; a missing value is 0
/// "main;operator,","-1",2.5,ui                       quotes; fractions are rounded, with a warning
/// </code>
/// </remarks>
internal sealed class CsvRows
{
    private readonly ProfileBuilder _builder;
    private readonly CsvReader _table;
    private readonly string _name;
    private readonly DiagnosticLog _diagnostics;
    private readonly int _stack;
    private readonly int _time;
    private readonly List<(int Column, int Type)> _values = [];
    private readonly List<(int Column, CsvLabel Label)> _labels = [];
    private readonly List<LocationId> _frames = [];
    private readonly List<Label> _ownLabels = [];
    private readonly long[] _sample;
    private readonly int _width;
    private byte[] _stackText = [];
    private StackId _lastStack;

    /// <summary>Parses the heads, which are the current row of the table.</summary>
    /// <exception cref="ProfileFormatException">There is no column of stacks, or no sample type.</exception>
    public CsvRows(ProfileBuilder builder, CsvReader table, string name, DiagnosticLog diagnostics)
    {
        _builder = builder;
        _table = table;
        _name = name;
        _diagnostics = diagnostics;
        string[] heads = [.. table.Current.ToArray().Select(CsvGuard.Without)];
        _width = heads.Length;
        _stack = Array.IndexOf(heads, CsvHeads.Stack);
        _time = Array.IndexOf(heads, CsvHeads.Time);
        for (int i = 0; i < heads.Length; i++)
        {
            if (CsvHeads.TryParseLabel(heads[i], out CsvLabel label))
            {
                _labels.Add((i, label));
            }
            else if (i != _stack && i != _time)
            {
                AddType(heads[i], i);
            }
        }

        if (_stack < 0 || _values.Count == 0)
        {
            throw Expected($"a head '{CsvHeads.Stack}' and a sample type", string.Join(',', heads));
        }

        _sample = new long[_values.Count];
    }

    /// <summary>The information of the profile: the default sample type.</summary>
    public ProfileInfo Info { get; private set; } = ProfileInfo.None;

    /// <summary>Parses the current row of the table.</summary>
    /// <param name="isOpen">Whether it is the last row and has no line end, so that it may be truncated.</param>
    public void Read(bool isOpen)
    {
        if (!isOpen)
        {
            Read();
        }
        else if (_diagnostics.IsCut(_name))
        {
            return;
        }
        else if (_table.FieldCount < _width)
        {
            WarnOfCut();
        }
        else
        {
            ReadOpen();
        }
    }

    /// <summary>Warns that the input ends within the current row of the table.</summary>
    public void WarnOfCut() =>
        _diagnostics.WarnOfCut("csv.cut", Position, "the file is truncated in this row, which is discarded");

    private void ReadOpen()
    {
        try
        {
            Read();
            const string Message = "no line end: if the file is truncated, the last cell is incomplete";
            _diagnostics.Note("csv.no-line-end", Position, Message);
        }
        catch (ProfileFormatException)
        {
            WarnOfCut();
        }
    }

    private void Read()
    {
        if (_table.FieldCount != _width)
        {
            _diagnostics.Warn(
                "csv.row-length",
                Position,
                $"expected {_width} cells, found {_table.FieldCount}: missing ones are empty, others discarded");
        }

        foreach ((int column, int type) in _values)
        {
            _sample[type] = _table.IsEmpty(column) ? 0 : Number(column);
        }

        _ownLabels.Clear();
        foreach ((int column, CsvLabel label) in _labels)
        {
            AddLabel(column, label);
        }

        long? time = _time < 0 || _table.IsEmpty(_time) ? null : Number(_time);
        StackId stack = StackOf(CsvGuard.Without(_table.GetSpan(_stack)));
        _builder.AddSample(stack, _sample, _builder.AddLabels(_ownLabels.ToArray()), time);
    }

    private InputPosition Position => new(_name, _table.LineNumber);

    private void AddType(string head, int column)
    {
        SampleType type = CsvHeads.ParseType(head, out bool isDefault);
        _values.Add((column, _builder.AddSampleType(type)));
        Info = isDefault ? Info with { DefaultSampleType = type.Name } : Info;
    }

    private void AddLabel(int column, CsvLabel label)
    {
        ReadOnlySpan<byte> cell = CsvGuard.Without(_table.GetSpan(column));
        if (!cell.IsEmpty)
        {
            StringId key = _builder.AddString(label.Key);
            _ownLabels.Add(label.IsNumber
                ? Label.OfNumber(key, Number(column), _builder.AddString(label.Unit))
                : Label.OfText(key, _builder.AddString(cell[0] == (byte)'\\' ? cell[1..] : cell)));
        }
    }

    // Successive rows often have the same stack.
    private StackId StackOf(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || (_lastStack != default && cell.SequenceEqual(_stackText)))
        {
            return cell.IsEmpty ? default : _lastStack;
        }

        _stackText = cell.ToArray();
        _frames.Clear();
        for (bool isLast = false; !isLast;)
        {
            ReadOnlySpan<byte> name = CsvText.Take(ref cell, (byte)';', out isLast);
            StringId id = _builder.AddString(name.IsEmpty ? NameFallback.Unknown : name);
            _frames.Add(_builder.AddLocation(_builder.AddFunction(new Function(id))));
        }

        _frames.Reverse();
        _lastStack = _builder.AddStack(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_frames));
        return _lastStack;
    }

    private long Number(int column)
    {
        ReadOnlySpan<byte> cell = _table.GetSpan(column);
        if (Utf8Parser.TryParse(cell, out long number, out int length) && length == cell.Length)
        {
            return number;
        }

        string text = Utf8Text.Decode(cell);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            || Math.Round(exact, MidpointRounding.AwayFromZero) is < long.MinValue or > long.MaxValue)
        {
            throw Expected("a whole number", text);
        }

        if (exact != Math.Truncate(exact))
        {
            _diagnostics.Warn(
                "csv.fraction", Position, $"expected a whole number, found {MessageText.Quote(text)}: rounded");
        }

        return (long)Math.Round(exact, MidpointRounding.AwayFromZero);
    }

    private ProfileFormatException Expected(string what, string found) =>
        new(Position, $"expected {what}, found {MessageText.Quote(found)}");
}
