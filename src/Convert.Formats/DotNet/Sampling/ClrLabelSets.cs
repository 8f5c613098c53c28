using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>The labels of samples, each list made once.</summary>
/// <param name="builder">What the labels are made in.</param>
/// <param name="pending">The circumstances of rows.</param>
/// <param name="strings">What numbers of texts mean.</param>
/// <param name="roles">What threads are for.</param>
/// <param name="processName">The name of the process of a number; empty if that is not known.</param>
internal sealed class ClrLabelSets(
    ProfileBuilder builder, ClrPendingSampleList pending, ClrStringPool strings, ClrThreadRoles roles, Func<long, string> processName)
{
    /// <summary>The key of the activity, which ties together what threads do for one request.</summary>
    public const string Activity = "activity";

    private readonly Dictionary<(ClrChannel, int ContextIndex, string Tier), LabelSetId> _sets = [];

    /// <summary>The labels of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="tier">How far the code of the innermost frame was optimized; empty if that is not known.</param>
    public LabelSetId Get(in ClrPendingSample row, string tier)
    {
        ref LabelSetId set = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sets, (row.Channel, row.ContextIndex, tier), out bool isKnown);
        if (!isKnown)
        {
            set = Make(row.Channel, pending[row.ContextIndex], tier);
        }

        return set;
    }

    private LabelSetId Make(ClrChannel channel, ClrSampleContext sampleContext, string tier)
    {
        List<Label> labels = [];
        if (sampleContext.Thread is { } thread)
        {
            AddNumber(labels, WellKnownLabels.ProcessId, thread.ProcessId);
            AddText(labels, WellKnownLabels.Process, processName(thread.ProcessId));
            AddNumber(labels, WellKnownLabels.ThreadId, thread.ThreadId);
            AddText(labels, WellKnownLabels.Thread, roles.NameOf(thread));
            (string text, string detail) = KeysOf(channel);
            AddText(labels, text, strings[sampleContext.Text]);
            AddText(labels, detail, strings[sampleContext.Detail]);
            AddText(labels, Activity, sampleContext.Activity == Guid.Empty ? "" : sampleContext.Activity.ToString());
            AddOwn(labels, sampleContext.Labels);
        }

        AddText(labels, "tier", tier);
        return builder.AddLabels(CollectionsMarshal.AsSpan(labels));
    }

    private static (string Text, string Detail) KeysOf(ClrChannel channel) => channel switch
    {
        ClrChannel.ThreadTime => ("state", ""),
        ClrChannel.Alloc => ("type", ""),
        ClrChannel.Exception => ("type", "message"),
        ClrChannel.Gc => ("reason", "generation"),
        ClrChannel.Events => ("event", ""),
        _ => ("", ""),
    };

    private void AddOwn(List<Label> labels, ClrLabelList own)
    {
        foreach (ClrLabel label in own.Labels)
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
