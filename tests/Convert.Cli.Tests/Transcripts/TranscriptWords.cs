using System.Text;

namespace Refold.Cli.Tests.Transcripts;

/// <summary>
/// A line of a transcript as words: parted by blanks, single quotes around what has blanks of its own.
/// </summary>
internal static class TranscriptWords
{
    /// <summary>The commands of a pipe, each as its words.</summary>
    public static IEnumerable<List<string>> Split(string line)
    {
        List<string> words = [];
        foreach (string word in Words(line))
        {
            if (word == "|")
            {
                yield return words;
                words = [];
            }
            else
            {
                words.Add(word);
            }
        }

        yield return words;
    }

    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        bool isQuoted = false;
        bool isWord = false;
        foreach (char c in line + " ")
        {
            if (c == '\'')
            {
                isQuoted = !isQuoted;
                isWord = true;
            }
            else if (isQuoted || c != ' ')
            {
                word.Append(c);
                isWord = true;
            }
            else if (isWord)
            {
                yield return word.ToString();
                word.Clear();
                isWord = false;
            }
        }
    }
}
