using Refold.Storage;

namespace Refold.Formats.PerfScript;

/// <summary>The labels of tasks. A task's columns come again at each of its samples, and are parsed but once.</summary>
internal sealed class PerfScriptTasks
{
    private readonly FingerprintTable _known = new();
    private readonly List<Known> _tasks = [];
    private readonly ProfileBuilder _builder;
    private readonly PerfScriptLabels _labels;

    public PerfScriptTasks(ProfileBuilder builder, PerfScriptLabels labels)
    {
        _builder = builder;
        _labels = labels;
    }

    /// <summary>The task whose columns are these, if they have been added.</summary>
    public bool TryGet(ReadOnlySpan<byte> text, out Known task)
    {
        bool isKnown = _known.TryGet(Fingerprint.Compute(text), out int index);
        task = isKnown ? _tasks[index] : Known.None;
        return isKnown;
    }

    /// <summary>Adds a task.</summary>
    /// <param name="text">Its columns.</param>
    /// <param name="task">Its columns, parsed.</param>
    /// <param name="firstHalf">The line before, if the comm began there; else empty.</param>
    public Known Add(ReadOnlySpan<byte> text, in PerfScriptTask task, ReadOnlySpan<byte> firstHalf)
    {
        ReadOnlySpan<byte> comm = firstHalf.IsEmpty ? task.Comm : [.. firstHalf, (byte)'\n', .. task.Comm];
        Label[] labels = _labels.Of(task, comm);
        var known = new Known(labels, _builder.AddLabels(labels), task.Pid, task.Tid, task.HasTimeOfDay);
        var key = Fingerprint.Compute(text);
        if (firstHalf.IsEmpty && task.Tid is not null && !task.HasTimeOfDay && !_known.TryGet(key, out _))
        {
            _known.Add(key, _tasks.Count);
            _tasks.Add(known);
        }

        return known;
    }

    /// <summary>A task and the labels that say so.</summary>
    internal sealed record Known(Label[] Labels, LabelSetId Set, long? Pid, long? Tid, bool HasTimeOfDay)
    {
        public static Known None { get; } = new([], default, null, null, false);
    }
}
