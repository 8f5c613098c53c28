namespace Refold.Formats.GoTrace;

/// <summary>Reads traces of Go 1.5 to 1.21.</summary>
internal sealed class GoV1Reader(ProfileInput input, ConversionContext context, GoTraceOptions options, int version)
{
    private const int InitialSize = 128 * 1024;

    private readonly GoDiagnostics _log = new(context.Diagnostics, input.Name);

    /// <summary>Reads the input from the end of the header on.</summary>
    public Profile Run()
    {
        var layout = new GoV1Layout(version);
        var session = new GoReadSession(context, options, _log, hasSymbols: !layout.HasSequences);
        byte[] bytes = ReadAll(out int length);
        var file = new GoV1File(session, layout, bytes, length);
        file.Scan(context);
        if (!file.Queues.Any() && file.CpuSamples.Count == 0)
        {
            throw _log.Error(GoTraceHeader.Length, "expected a batch of events, found none");
        }

        if (file.NanosecondsPerTick == 0)
        {
            // The runtime writes the frequency after all events and before the stacks.
            _log.Truncated(length, "the trace ends early, before its stacks and its clock: all durations are 0");
            session.Samples.HasDurations = false;
        }

        session.SelectChannels(file.CpuSamples.Count > 0);
        Sort(file.CpuSamples, s => s.Time);
        Sort(file.LateExits, e => e.Order);
        new GoV1Order(session, file, layout).Run(context);
        return session.Build();
    }

    // List.Sort is not stable, OrderBy is: events with equal keys stay in the order of the file.
    private static void Sort<T>(List<T> list, Func<T, long> key)
    {
        T[] sorted = [.. list.OrderBy(key)];
        list.Clear();
        list.AddRange(sorted);
    }

    private byte[] ReadAll(out int length)
    {
        byte[] bytes = new byte[InitialSize];
        length = GoTraceHeader.Length;
        int read;
        do
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (length == bytes.Length)
            {
                bytes = Grow(bytes);
            }

            read = input.Stream.Read(bytes.AsSpan(length));
            length += read;
        }
        while (read > 0);

        return bytes;
    }

    private byte[] Grow(byte[] bytes)
    {
        int limit = context.Limits.StringBytes;
        if (bytes.Length >= limit)
        {
            throw _log.Error(limit, $"expected at most {limit} bytes in a trace up to Go 1.21, found more");
        }

        Array.Resize(ref bytes, bytes.Length * 2);
        return bytes;
    }
}
