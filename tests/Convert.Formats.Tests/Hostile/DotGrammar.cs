using System.Text;
using Xunit;

namespace Refold.Formats.Tests.Hostile;

/// <summary>
/// Parses a graph by a strict part of the grammar of Graphviz, and fails at anything that the writer never writes.
/// </summary>
internal sealed class DotGrammar
{
    private const int LongestString = 16_383;

    private static readonly string[] Attributes =
    [
        "label", "id", "fontsize", "shape", "tooltip", "labeltooltip", "color", "fillcolor", "style", "weight",
        "penwidth", "minlen",
    ];

    private readonly string _text;
    private int _at;

    private DotGrammar(string text) => _text = text;

    /// <summary>The node statements and edges, without their attributes.</summary>
    public static (int Nodes, int Edges) Read(byte[] graph)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(graph);
        return new DotGrammar(text).ReadGraph();
    }

    private (int Nodes, int Edges) ReadGraph()
    {
        (int nodes, int edges) = (0, 0);
        Take("digraph ");
        TakeString();
        Take(" {\nnode [style=filled fillcolor=\"#f8f8f8\"]\nsubgraph cluster_L { ");
        TakeString();
        Take(" ");
        TakeAttributes();
        Take(" }\n");
        while (!Peek("}\n"))
        {
            TakeNumber();
            if (Peek(" -> "))
            {
                Take(" -> ");
                TakeNumber();
                edges++;
            }
            else
            {
                nodes++;
            }

            Take(" ");
            TakeAttributes();
            Take("\n");
        }

        Take("}\n");
        Assert.Equal(_text.Length, _at);
        return (nodes, edges);
    }

    private bool Peek(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private void Take(string expected)
    {
        Assert.True(
            Peek(expected),
            $"expected {expected} at …{_text[Math.Max(0, _at - 60)..Math.Min(_text.Length, _at + 60)]}");
        _at += expected.Length;
    }

    private string TakeWhile(Func<char, bool> isPart)
    {
        int start = _at;
        while (_at < _text.Length && isPart(_text[_at]))
        {
            _at++;
        }

        Assert.True(_at > start, $"expected a word at …{_text[start..Math.Min(_text.Length, start + 60)]}");
        return _text[start.._at];
    }

    private void TakeNumber() =>
        Assert.Matches("^N[0-9]+(_n?[0-9]+)*$", TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    private void TakeAttributes()
    {
        Take("[");
        while (!Peek("]"))
        {
            Assert.Contains(TakeWhile(char.IsAsciiLetter), Attributes);
            Take("=");
            if (Peek("\""))
            {
                TakeString();
            }
            else
            {
                TakeWhile(char.IsAsciiLetterOrDigit);
            }

            _at += Peek(" ") ? 1 : 0;
        }

        Take("]");
    }

    private bool IsEntity()
    {
        int end = _at + 1;
        while (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '#')
        {
            end++;
        }

        return _text[end] == ';';
    }

    private void TakeString()
    {
        Take("\"");
        int start = _at;
        while (!Peek("\""))
        {
            char c = _text[_at];
            Assert.False(
                char.IsControl(c) || c is '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E'),
                $"U+{(int)c:X4} in a string");
            Assert.True(c != '\\' || _text[_at + 1] is '\\' or '"' or 'n' or 'l', $"\\{_text[_at + 1]} in a string");
            Assert.True(c != '&' || Peek("&amp;") || !IsEntity(), "an entity in a string");
            _at += c == '\\' ? 2 : 1;
        }

        Assert.InRange(Encoding.UTF8.GetByteCount(_text.AsSpan(start, _at - start)), 0, LongestString);
        Take("\"");
    }
}
