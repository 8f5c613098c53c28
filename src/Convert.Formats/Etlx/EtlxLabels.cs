using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Refold.Formats.Etlx;

/// <summary>The labels of samples, each list made once.</summary>
internal sealed class EtlxLabels(ProfileBuilder builder, TraceLog log)
{
    private readonly Dictionary<(EtlxProfile, int Process, int Thread, string Text, string Detail), LabelSetId> _sets = [];
    private readonly Dictionary<int, string> _processNames = [];
    private readonly Dictionary<int, string> _threadNames = [];

    /// <summary>The labels of a row.</summary>
    public LabelSetId Of(EtlxRow row)
    {
        ref LabelSetId set = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sets, (row.Profile, row.ProcessId, row.ThreadId, row.Text, row.Detail), out bool isKnown);
        if (!isKnown)
        {
            set = Make(row);
        }

        return set;
    }

    private static (string Text, string Detail) KeysOf(EtlxProfile profile) => profile switch
    {
        EtlxProfile.ThreadTime => ("state", ""),
        EtlxProfile.Alloc => ("type", ""),
        EtlxProfile.Exception => ("type", "message"),
        EtlxProfile.Gc => ("reason", ""),
        _ => ("", ""),
    };

    private LabelSetId Make(EtlxRow row)
    {
        LearnNames();
        List<Label> labels = [];
        AddNumber(labels, WellKnownLabels.ProcessId, row.ProcessId);
        AddText(labels, WellKnownLabels.Process, _processNames.GetValueOrDefault(row.ProcessId, ""));
        AddNumber(labels, WellKnownLabels.ThreadId, row.ThreadId);
        AddText(labels, WellKnownLabels.Thread, _threadNames.GetValueOrDefault(row.ThreadId, ""));
        (string text, string detail) = KeysOf(row.Profile);
        AddText(labels, text, row.Text);
        AddText(labels, detail, row.Detail);
        return builder.AddLabels(CollectionsMarshal.AsSpan(labels));
    }

    // TraceLog calls a process whose name it does not know by its number.
    private void LearnNames()
    {
        if (_processNames.Count > 0)
        {
            return;
        }

        foreach (TraceProcess process in log.Processes)
        {
            bool isNumber = process.Name.StartsWith("Process(", StringComparison.Ordinal);
            _processNames[process.ProcessID] = isNumber ? "" : process.Name;
        }

        foreach (TraceThread thread in log.Threads)
        {
            _threadNames[thread.ThreadID] = thread.ThreadInfo ?? "";
        }
    }

    private void AddText(List<Label> labels, string key, string text)
    {
        if (key.Length > 0 && text.Length > 0)
        {
            labels.Add(Label.OfText(builder.AddString(key), builder.AddString(text)));
        }
    }

    private void AddNumber(List<Label> labels, string key, long number)
    {
        if (number > 0)
        {
            labels.Add(Label.OfNumber(builder.AddString(key), number));
        }
    }
}
