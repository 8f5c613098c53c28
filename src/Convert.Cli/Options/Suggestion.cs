namespace Refold.Cli;

/// <summary>Finds the known word that is closest to a misspelled one, for "did you mean" in messages.</summary>
internal static class Suggestion
{
    /// <summary>
    /// The text <c>; did you mean --focus?</c>; empty if no candidate is close: at most one edit (an inserted, missing,
    /// replaced or swapped character) per three characters.
    /// </summary>
    /// <param name="word">The misspelled word.</param>
    /// <param name="candidates">The known words.</param>
    public static string For(string word, IEnumerable<string> candidates) =>
        candidates
            .Select(c => (Word: c, Edits: Edits(word, c)))
            .Where(c => c.Edits <= Math.Max(1, Math.Min(word.Length, c.Word.TrimStart('-').Length) / 3))
            .OrderBy(c => c.Edits)
            .ThenBy(c => c.Word, StringComparer.Ordinal)
            .Select(c => $"; did you mean {c.Word}?")
            .FirstOrDefault("");

    // The distance of Damerau and Levenshtein, with adjacent swaps only:
    //
    //           f  o  c  u  s        rows: characters of the typed word; columns: of the candidate;
    //        0  1  2  3  4  5        a cell is the smallest of
    //     f  1  0  1  2  3  4          above + 1, left + 1, diagonal + (0 if equal, else 1),
    //     o  2  1  0  1  2  3          two up and two left + 1 if the last two characters are swapped
    //     k  3  2  1  1  2  3
    //     u  4  3  2  2  1  2
    //     s  5  4  3  3  2  1        fokus -> focus: 1 edit
    private static int Edits(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cell(i, j);
            }
        }

        return cost[from.Length, to.Length];

        int Cell(int i, int j)
        {
            int replaced = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            int best = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
            bool isSwap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            return isSwap ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
        }
    }
}
