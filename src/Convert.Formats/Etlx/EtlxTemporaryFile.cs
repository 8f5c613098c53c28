namespace Refold.Formats.Etlx;

/// <summary>An input as a file of its own, which goes away with what was made of it.</summary>
internal sealed class EtlxTemporaryFile : IDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("refold-").FullName;

    /// <summary>Copies an input.</summary>
    /// <param name="input">The input, read to its end.</param>
    /// <param name="isEventTrace">True if it is one of Windows, which must be converted first.</param>
    /// <param name="context">What cancels.</param>
    public EtlxTemporaryFile(ProfileInput input, bool isEventTrace, ConversionContext context)
    {
        (InputName, IsEventTrace) = (input.Name, isEventTrace);
        try
        {
            Copy(input.Stream, context);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name of the input, for messages.</summary>
    public string InputName { get; }

    /// <summary>True if it is a trace of Windows.</summary>
    public bool IsEventTrace { get; }

    /// <summary>Where the copy is.</summary>
    public string Path => System.IO.Path.Combine(_folder, IsEventTrace ? "trace.etl" : "trace.etlx");

    /// <summary>Where what is made of a trace of Windows goes.</summary>
    public string ConvertedPath => System.IO.Path.Combine(_folder, "converted.etlx");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Copy(Stream input, ConversionContext context)
    {
        using FileStream copy = File.Create(Path);
        byte[] buffer = new byte[BufferLength];
        for (int read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            copy.Write(buffer, 0, read);
        }
    }
}
