using System.Globalization;
using System.Numerics;
using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Writes positions and costs. A position is relative to that of the cost line before, if that is shorter.
/// </summary>
internal sealed class CallgrindCosts(Utf8Output text, bool hasAddresses)
{
    private const int MaxRelative = 1_000_000;

    private bool _isRelative;
    private ulong _address;
    private long _line;
    private Int128[] _left = [];
    private int _count;

    /// <summary>True if a negative cost was written, which the format has no place for.</summary>
    public bool HasNegative { get; private set; }

    /// <summary>Writes where a call goes: the rest of a line <c>calls=</c>.</summary>
    public void WriteTarget(in CallgrindFrame frame)
    {
        WritePosition(frame);
        text.Write((byte)'\n');
    }

    /// <summary>
    /// Takes costs to be written in lines of their own, more than one if they fit no 64 bits: readers add them up.
    /// </summary>
    public void Begin<T>(ReadOnlySpan<T> costs)
        where T : struct, INumber<T>
    {
        _left = _left.Length == costs.Length ? _left : new Int128[costs.Length];
        _count = 0;
        for (int i = 0; i < costs.Length; i++)
        {
            _left[i] = Int128.CreateTruncating(costs[i]);
            _count = T.IsZero(costs[i]) ? _count : i + 1;
        }
    }

    /// <summary>True if some of the costs are left to be written.</summary>
    public bool IsAnyLeft => _count > 0;

    /// <summary>Writes the next line of the costs, those at the end that are zero left out.</summary>
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
            long part = (long)Int128.Clamp(_left[i], long.MinValue, long.MaxValue);
            _left[i] -= part;
            _count = _left[i] == 0 ? _count : i + 1;
            HasNegative |= part < 0;
            text.Write((byte)' ');
            text.Write(part);
        }

        text.Write((byte)'\n');
    }

    /// <summary>Writes sums behind a key.</summary>
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

        WriteNumber(frame.Line);
    }

    // There is nothing yet that it could be relative to.
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

    private void WriteNumber(long line)
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
