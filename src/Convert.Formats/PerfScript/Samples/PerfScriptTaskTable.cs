using Refold.Storage;

namespace Refold.Formats.PerfScript;

/// <summary>The tasks of an input and their labels, found by the bytes of their columns.</summary>
/// <remarks>The columns of a task are the same at each of its samples, and are parsed only once.</remarks>
internal sealed class PerfScriptTaskTable
{
    private readonly FingerprintTable _indexes = new();
    private readonly List<Entry> _entries = [];
    private readonly ProfileBuilder _builder;
    private readonly PerfScriptLabels _labels;

    public PerfScriptTaskTable(ProfileBuilder builder, PerfScriptLabels labels)
    {
        _builder = builder;
        _labels = labels;
    }

    /// <summary>Finds the task with these columns; false if it has not been added.</summary>
    public bool TryGet(ReadOnlySpan<byte> text, out Entry task)
    {
        bool isKnown = _indexes.TryGet(Fingerprint.Compute(text), out int index);
        task = isKnown ? _entries[index] : Entry.None;
        return isKnown;
    }

    /// <summary>Adds a task.</summary>
    /// <param name="text">The columns of the task.</param>
    /// <param name="task">The parsed columns.</param>
    /// <param name="firstHalf">The previous line if the comm began there; else empty.</param>
    public Entry Add(ReadOnlySpan<byte> text, in PerfScriptTask task, ReadOnlySpan<byte> firstHalf)
    {
        ReadOnlySpan<byte> comm = firstHalf.IsEmpty ? task.Comm : [.. firstHalf, (byte)'\n', .. task.Comm];
        Label[] labels = _labels.Create(task, comm);
        var entry = new Entry(labels, _builder.AddLabels(labels), task.Pid, task.Tid, task.HasTimeOfDay);
        var key = Fingerprint.Compute(text);

        // Columns with a time of day differ at each sample. Columns without a thread may be another record's comm.
        if (firstHalf.IsEmpty && task.Tid is not null && !task.HasTimeOfDay && !_indexes.TryGet(key, out _))
        {
            _indexes.Add(key, _entries.Count);
            _entries.Add(entry);
        }

        return entry;
    }

    /// <summary>A task with its labels.</summary>
    internal sealed record Entry(Label[] Labels, LabelSetId Set, long? Pid, long? Tid, bool HasTimeOfDay)
    {
        /// <summary>The task of a record without task columns.</summary>
        public static Entry None { get; } = new([], default, null, null, false);
    }
}
