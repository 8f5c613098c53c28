using System.Globalization;
using System.Text;

namespace Refold.Formats.Csv;

/// <summary>
/// The columns for the labels of a profile: so many, and so ordered, that each sample finds one for each of its labels
/// from left to right. Mostly that is one column for each key.
/// </summary>
internal sealed class CsvLabelColumns
{
    private readonly List<CsvLabel> _columns = [];
    private readonly byte[][]?[] _cells;
    private readonly bool _isGuarded;

    /// <summary>Finds columns for all labels that samples have.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="isGuarded">Whether texts like formulas get the guard.</param>
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

    /// <summary>The cells of labels, empty where there is none.</summary>
    public IReadOnlyList<byte[]> Of(LabelSetId labels) => _cells[labels.Number] ?? [];

    private int[] Place(Profile profile, ReadOnlySpan<Label> labels)
    {
        int[] places = new int[labels.Length];
        int next = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            var wanted = CsvLabel.From(profile, labels[i]);
            int place = _columns.IndexOf(wanted, next);
            if (place < 0)
            {
                place = _columns.Count;
                _columns.Add(wanted);
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

    // An empty cell is no label; a backslash alone is the empty text.
    private byte[] TextCell(ReadOnlySpan<byte> text) => text.IsEmpty || text[0] == (byte)'\\'
        ? [(byte)'\\', .. text]
        : [.. CsvGuard.Before(text, _isGuarded), .. text];
}
