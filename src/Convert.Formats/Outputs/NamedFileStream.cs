namespace Refold.Formats.Outputs;

/// <summary>A file stream whose errors name the output instead of its temporary file.</summary>
/// <remarks>
/// <code>
/// cpu.svg: no space left on device
/// </code>
/// </remarks>
/// <param name="file">The open file; it is closed with this stream.</param>
/// <param name="name">The path of the output, for errors.</param>
internal sealed class NamedFileStream(FileStream file, string name) : WriteOnlyStream
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (IOException e)
        {
            throw CreateError(e);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        try
        {
            file.Flush();
        }
        catch (IOException e)
        {
            throw CreateError(e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
            {
                // Closing writes the buffer, which may fail.
                file.Dispose();
            }
        }
        catch (IOException e)
        {
            throw CreateError(e);
        }
        finally
        {
            base.Dispose(disposing);
        }
    }

    // The low 16 bits of the HRESULT are errno on Unix and the Win32 error on Windows.
    private IOException CreateError(IOException e)
    {
        const int FileTooLarge = 27;
        const int NoSpace = 28;
        const int QuotaExceeded = 122;
        const int WindowsDiskFull = 0x70;
        string? reason = (OperatingSystem.IsWindows(), e.HResult & 0xFFFF) switch
        {
            (false, NoSpace) or (true, WindowsDiskFull) => "no space left on device",
            (false, QuotaExceeded) => "disk quota exceeded",
            (false, FileTooLarge) => "the file is too large",
            _ => null,
        };
        string path = MessageText.Escape(name);
        string other = e.Message.Replace(file.Name, name, StringComparison.Ordinal);
        return new IOException($"{path}: {reason ?? MessageText.Escape(other)}", e);
    }
}
