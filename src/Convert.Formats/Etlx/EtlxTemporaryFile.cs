namespace Refold.Formats.Etlx;

/// <summary>A copy of an input in a temporary folder, which is deleted with all files in it.</summary>
internal sealed class EtlxTemporaryFile : IDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("refold-").FullName;

    /// <summary>Copies an input.</summary>
    /// <param name="input">The input; read to its end.</param>
    /// <param name="isEventTrace">Whether it is a trace of Windows (ETL), which TraceLog must convert first.</param>
    /// <param name="context">The context, for cancellation.</param>
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

    /// <summary>Whether the input is a trace of Windows (ETL).</summary>
    public bool IsEventTrace { get; }

    /// <summary>The path of the copy.</summary>
    public string Path => System.IO.Path.Combine(_folder, IsEventTrace ? "trace.etl" : "trace.etlx");

    /// <summary>The path of the <c>.etlx</c> that TraceLog makes of a trace of Windows.</summary>
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
