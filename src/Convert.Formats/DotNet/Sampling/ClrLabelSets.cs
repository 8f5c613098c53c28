using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>Builds the label sets of samples, each distinct one once.</summary>
/// <param name="builder">The profile that receives the labels.</param>
/// <param name="pending">The samples, which own their contexts.</param>
/// <param name="strings">The strings of contexts.</param>
/// <param name="roles">The names of the runtime's own threads.</param>
/// <param name="processName">Maps a process id to the name of the process; empty if unknown.</param>
internal sealed class ClrLabelSets(
    ProfileBuilder builder,
    ClrPendingSampleList pending,
    ClrStringPool strings,
    ClrThreadRoles roles,
    Func<long, string> processName)
{
    /// <summary>The key of the activity id, which connects the work of several threads for one request.</summary>
    public const string Activity = "activity";

    private readonly Dictionary<(ClrChannel, int ContextIndex, string Tier), LabelSetId> _sets = [];

    /// <summary>Returns the labels of a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="tier">The compilation tier of the leaf frame's code; empty if unknown.</param>
    public LabelSetId Get(in ClrPendingSample sample, string tier)
    {
        ref LabelSetId set = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sets, (sample.Channel, sample.ContextIndex, tier), out bool isKnown);
        if (!isKnown)
        {
            set = Make(sample.Channel, pending.ContextOf(sample), tier);
        }

        return set;
    }

    private LabelSetId Make(ClrChannel channel, ClrSampleContext context, string tier)
    {
        List<Label> labels = [];
        if (context.Thread is { } thread)
        {
            AddNumber(labels, WellKnownLabels.ProcessId, thread.ProcessId);
            AddText(labels, WellKnownLabels.Process, processName(thread.ProcessId));
            AddNumber(labels, WellKnownLabels.ThreadId, thread.ThreadId);
            AddText(labels, WellKnownLabels.Thread, roles.NameOf(thread));
            (string text, string detail) = KeysOf(channel);
            AddText(labels, text, strings[context.Text]);
            AddText(labels, detail, strings[context.Detail]);
            AddText(labels, Activity, context.Activity == Guid.Empty ? "" : context.Activity.ToString());
            AddProgramLabels(labels, context.Labels);
        }

        AddText(labels, "tier", tier);
        return builder.AddLabels(CollectionsMarshal.AsSpan(labels));
    }

    // The label keys of ClrSampleContext.Text and Detail.
    private static (string Text, string Detail) KeysOf(ClrChannel channel) => channel switch
    {
        ClrChannel.ThreadTime => ("state", ""),
        ClrChannel.Alloc => ("type", ""),
        ClrChannel.Exception => ("type", "message"),
        ClrChannel.Gc => ("reason", "generation"),
        ClrChannel.Events => ("event", ""),
        _ => ("", ""),
    };

    private void AddProgramLabels(List<Label> labels, ClrLabelList list)
    {
        foreach (ClrLabel label in list.Labels)
        {
            StringId key = builder.AddString(label.Key);
            labels.Add(label.Text is { } text
                ? Label.OfText(key, builder.AddString(text))
                : Label.OfNumber(key, label.Number));
        }
    }

    private void AddText(List<Label> labels, string key, string text)
    {
        if (text.Length > 0)
        {
            labels.Add(Label.OfText(builder.AddString(key), builder.AddString(text)));
        }
    }

    private void AddNumber(List<Label> labels, string key, long number)
    {
        if (number != 0)
        {
            labels.Add(Label.OfNumber(builder.AddString(key), number));
        }
    }
}
