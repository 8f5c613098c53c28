using Refold.Aggregation;

namespace Refold.Formats.Folded;

/// <summary>Builds the text of stacks; only the part that differs from the previous stack is built again.</summary>
/// <remarks>
/// <code>
/// previous:  main;parse;expr;term      frames with their ends: main 4, parse 10, expr 15, term 20
/// next:      main;parse;stmt           climb from stmt to the first node that is kept, parse; cut at 10; append ;stmt
/// </code>
/// </remarks>
internal sealed class FoldedStackText(CallTree tree)
{
    private readonly List<(int Node, int End)> _frames = [];
    private readonly List<int> _missing = [];
    private byte[] _text = new byte[4096];
    private int _length;

    /// <summary>Returns the text of the stack of a node, root first; valid until the next call.</summary>
    public ReadOnlySpan<byte> GetText(int node)
    {
        // Climb to the first node that is part of the text. Nodes increase along a path, so each is compared once.
        _missing.Clear();
        int kept = _frames.Count;
        int at = node;
        while (at != 0 && !IsKept(at, ref kept))
        {
            _missing.Add(at);
            at = tree.Parent(at);
        }

        kept = at == 0 ? 0 : kept;
        _frames.RemoveRange(kept, _frames.Count - kept);
        _length = kept == 0 ? 0 : _frames[^1].End;
        for (int i = _missing.Count - 1; i >= 0; i--)
        {
            Append(_missing[i]);
        }

        return _text.AsSpan(0, _length);
    }

    private bool IsKept(int node, ref int kept)
    {
        while (kept > 0 && _frames[kept - 1].Node > node)
        {
            kept--;
        }

        return kept > 0 && _frames[kept - 1].Node == node;
    }

    private void Append(int node)
    {
        ReadOnlySpan<byte> name = tree.Names[tree.Name(node)];
        if (_length + name.Length + 1 > _text.Length)
        {
            Array.Resize(ref _text, (_length + name.Length + 1) * 2);
        }

        if (_frames.Count > 0)
        {
            _text[_length++] = (byte)';';
        }

        name.CopyTo(_text.AsSpan(_length));
        _length += name.Length;
        _frames.Add((node, _length));
    }
}
