using System.Globalization;
using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>Writes the positions and costs of cost lines.</summary>
/// <remarks>
/// A position is relative to the one of the previous cost line if that is shorter:
/// <code>
/// position        written (positions: instr line)
/// 0x401136 16     0x401136 16 400
/// 0x401139 16     +3 * 120              * is the same value
/// 0x401130 12     -9 -4 7
/// </code>
/// </remarks>
internal sealed class CallgrindCostWriter(Utf8Output text, bool hasAddresses)
{
    private const int MaxRelative = 1_000_000;

    private bool _isRelative;
    private ulong _address;
    private long _line;
    private Int128[] _pending = [];
    private int _count;

    /// <summary>Whether a negative cost was written, which the format does not allow.</summary>
    public bool HasNegative { get; private set; }

    /// <summary>Writes the target of a call, the rest of a line <c>calls=</c>.</summary>
    public void WriteTarget(in CallgrindFrame frame)
    {
        WritePosition(frame);
        text.Write((byte)'\n');
    }

    /// <summary>
    /// Sets the costs that <see cref="WriteLine"/> writes: on several lines if one of them exceeds 64 bits, since
    /// readers sum lines.
    /// </summary>
    public void Begin<T>(ReadOnlySpan<T> costs)
        where T : struct, INumber<T>
    {
        _pending = _pending.Length == costs.Length ? _pending : new Int128[costs.Length];
        _count = 0;
        for (int i = 0; i < costs.Length; i++)
        {
            _pending[i] = Int128.CreateTruncating(costs[i]);
            _count = T.IsZero(costs[i]) ? _count : i + 1;
        }
    }

    /// <summary>Whether some of the costs are not yet written.</summary>
    public bool HasPending => _count > 0;

    /// <summary>Writes the next line of the costs, without trailing zeros.</summary>
    public void WriteLine(in CallgrindFrame frame)
    {
        WritePosition(frame);
        _isRelative = true;
        _address = frame.Address;
        _line = frame.Line;
        int written = Math.Max(1, _count);
        _count = 0;
        for (int i = 0; i < written; i++)
        {
            long part = (long)Int128.Clamp(_pending[i], long.MinValue, long.MaxValue);
            _pending[i] -= part;
            _count = _pending[i] == 0 ? _count : i + 1;
            HasNegative |= part < 0;
            text.Write((byte)' ');
            text.Write(part);
        }

        text.Write((byte)'\n');
    }

    /// <summary>Writes a line of a key and sums: <c>totals: 12 3</c>.</summary>
    public static void WriteSums(Utf8Output text, ReadOnlySpan<byte> key, ReadOnlySpan<Int128> sums)
    {
        Span<byte> digits = stackalloc byte[48];
        text.Write(key);
        foreach (Int128 sum in sums)
        {
            text.Write((byte)' ');
            _ = sum.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
            text.Write(digits[..written]);
        }

        text.Write((byte)'\n');
    }

    private void WritePosition(in CallgrindFrame frame)
    {
        if (!_isRelative)
        {
            WriteFirst(frame);
            return;
        }

        if (hasAddresses)
        {
            WriteAddress(frame.Address);
            text.Write((byte)' ');
        }

        WriteLineNumber(frame.Line);
    }

    // The first position is absolute.
    private void WriteFirst(in CallgrindFrame frame)
    {
        if (hasAddresses)
        {
            text.Write("0x"u8);
            text.WriteHex(frame.Address);
            text.Write((byte)' ');
        }

        text.Write(frame.Line);
    }

    private void WriteAddress(ulong address)
    {
        ulong distance = address > _address ? address - _address : _address - address;
        long difference = unchecked((long)(address - _address));
        if (distance >= MaxRelative || !TryWriteRelative(difference, MaxRelative))
        {
            text.Write("0x"u8);
            text.WriteHex(address);
        }
    }

    private void WriteLineNumber(long line)
    {
        if (!TryWriteRelative(unchecked(line - _line), line / 100))
        {
            text.Write(line);
        }
    }

    private bool TryWriteRelative(long difference, long most)
    {
        if (difference == 0)
        {
            text.Write((byte)'*');
            return true;
        }

        bool isShort = difference > -most && difference < most;
        if (isShort)
        {
            text.Write(difference < 0 ? "-"u8 : "+"u8);
            text.Write(Math.Abs(difference));
        }

        return isShort;
    }
}
