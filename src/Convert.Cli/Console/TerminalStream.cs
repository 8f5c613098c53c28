using System.Buffers;
using System.Text;
using Refold.Formats;

namespace Refold.Cli;

/// <summary>Escapes control characters in text for a terminal, so that names in a profile cannot control it.</summary>
/// <param name="terminal">The terminal's stream; closed with this one.</param>
/// <remarks>
/// Line ends and tabs are kept. Bytes that are not valid UTF-8 are escaped: some of them are control codes.
/// </remarks>
internal sealed class TerminalStream(Stream terminal) : WriteOnlyStream
{
    private readonly ArrayBufferWriter<byte> _clean = new();

    // The first bytes of a character whose rest has not been written yet.
    private byte[] _begun = [];

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ReadOnlySpan<byte> rest = _begun.Length == 0 ? buffer : [.. _begun, .. buffer];
        _begun = [];
        while (!rest.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(rest, out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                _begun = rest.ToArray();
                break;
            }

            if (status == OperationStatus.Done)
            {
                Add(rune);
            }
            else
            {
                AddBytes(rest[..length]);
            }

            rest = rest[length..];
        }

        terminal.Write(_clean.WrittenSpan);
        _clean.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        AddBytes(_begun);
        _begun = [];
        terminal.Write(_clean.WrittenSpan);
        _clean.ResetWrittenCount();
        terminal.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            terminal.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Add(Rune rune)
    {
        string text = rune.ToString();
        bool passes = text is "\n" or "\t";
        Encoding.UTF8.GetBytes(passes ? text : MessageText.Escape(text), _clean);
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            Encoding.UTF8.GetBytes(MessageText.Escape(((char)(0xDC00 + b)).ToString()), _clean);
        }
    }
}
