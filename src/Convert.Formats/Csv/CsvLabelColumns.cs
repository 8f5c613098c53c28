using System.Globalization;
using System.Text;

namespace Refold.Formats.Csv;

/// <summary>The columns of the labels of a profile: mostly one for each key.</summary>
/// <remarks>
/// The labels of each sample are in their order from left to right, so a key that a sample has twice, or in another
/// order, gets a further column:
/// <code>
/// sample 1   thread=ui tag=a            label:thread   label:tag   label:tag
/// sample 2   thread=io tag=b tag=c      ui             a
///                                       io             b           c
/// </code>
/// </remarks>
internal sealed class CsvLabelColumns
{
    private readonly List<CsvLabel> _columns = [];
    private readonly byte[][]?[] _cells;
    private readonly bool _isGuarded;

    /// <summary>Finds the columns of all labels that samples have.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="isGuarded">Whether text that begins like a formula gets the guard.</param>
    public CsvLabelColumns(Profile profile, bool isGuarded)
    {
        _isGuarded = isGuarded;
        var places = new int[]?[profile.LabelSetCount + 1];
        foreach (Sample sample in profile.Samples)
        {
            places[sample.Labels.Number] ??= Place(profile, profile[sample.Labels]);
        }

        _cells = new byte[][]?[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            _cells[i] = places[i] is { } known ? Cells(profile, profile[new LabelSetId(i)], known) : null;
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<CsvLabel> Columns => _columns;

    /// <summary>The cells of a set of labels, one for each column; empty cells for missing labels.</summary>
    public IReadOnlyList<byte[]> CellsOf(LabelSetId labels) => _cells[labels.Number] ?? [];

    private int[] Place(Profile profile, ReadOnlySpan<Label> labels)
    {
        int[] places = new int[labels.Length];
        int next = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            var column = CsvLabel.From(profile, labels[i]);
            int place = _columns.IndexOf(column, next);
            if (place < 0)
            {
                place = _columns.Count;
                _columns.Add(column);
            }

            places[i] = place;
            next = place + 1;
        }

        return places;
    }

    private byte[][] Cells(Profile profile, ReadOnlySpan<Label> labels, int[] places)
    {
        byte[][] cells = new byte[_columns.Count][];
        Array.Fill(cells, []);
        for (int i = 0; i < labels.Length; i++)
        {
            cells[places[i]] = labels[i].Kind == LabelKind.Number
                ? Encoding.ASCII.GetBytes(labels[i].Number.ToString(CultureInfo.InvariantCulture))
                : TextCell(profile[labels[i].Text]);
        }

        return cells;
    }

    // An empty cell means that there is no label; the empty text is a single backslash.
    private byte[] TextCell(ReadOnlySpan<byte> text) => text.IsEmpty || text[0] == (byte)'\\'
        ? [(byte)'\\', .. text]
        : [.. CsvGuard.PrefixOf(text, _isGuarded), .. text];
}
