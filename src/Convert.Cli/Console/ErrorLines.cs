using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Refold.Cli;

/// <summary>
/// Lines on standard error with control characters escaped, so that text from an input cannot control the terminal.
/// </summary>
/// <param name="open">Opens standard error.</param>
/// <param name="escapes">Whether to escape all characters of a line that are not visible text.</param>
/// <remarks>
/// Text that cannot be written because standard error is closed or full is discarded: there is nowhere else to report
/// it.
/// </remarks>
internal sealed class ErrorLines(Func<TextWriter> open, bool escapes) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Put(Clean(value), newLine: false);

    /// <inheritdoc/>
    public override void WriteLine() => Put("", newLine: true);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Put(Clean(value), newLine: true);

    /// <inheritdoc/>
    public override void Flush() => Put("", newLine: false);

    private string Clean(string? value) => escapes ? MessageText.Escape(value ?? "") : value ?? "";

    private void Put(string text, bool newLine)
    {
        string line = newLine ? text + Environment.NewLine : text;
        if (!StandardStreams.HasError)
        {
            return;
        }

        try
        {
            TextWriter error = open();
            error.Write(line);
            error.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException
            or TypeInitializationException)
        {
            // Closed or full; or so few files may be open (ulimit -n 40) that the console cannot be opened.
            PutWithoutConsole(line);
        }
    }

    private static void PutWithoutConsole(string line)
    {
        const int StandardError = 2;
        try
        {
            using var handle = new SafeFileHandle(StandardError, ownsHandle: false);
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(line), EndOf(handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Closed or full.
        }
    }

    // Appends, so that text of other processes in the same file stays. Pipes and terminals ignore the offset.
    private static long EndOf(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException)
        {
            return 0;
        }
    }
}
