using System.Runtime.InteropServices;

namespace Refold.Formats.Nettrace;

/// <summary>The labels of samples, each list made once.</summary>
internal sealed class NettraceLabels(
    ProfileBuilder builder, NettraceRows rows, NettraceTexts texts, NettraceCode code)
{
    /// <summary>The key of the activity, which ties together what threads do for one request.</summary>
    public const string Activity = "activity";

    private readonly Dictionary<(NettraceProfile, int Circumstances, string Tier), LabelSetId> _sets = [];

    /// <summary>The labels of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="tier">How far the code of the innermost frame was optimized; empty if that is not known.</param>
    public LabelSetId Of(in NettraceRow row, string tier)
    {
        ref LabelSetId set = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sets, (row.Profile, row.Circumstances, tier), out bool isKnown);
        if (!isKnown)
        {
            set = Make(row.Profile, rows[row.Circumstances], tier);
        }

        return set;
    }

    private LabelSetId Make(NettraceProfile profile, NettraceCircumstances circumstances, string tier)
    {
        List<Label> labels = [];
        if (circumstances.Thread is { } thread)
        {
            AddNumber(labels, WellKnownLabels.ProcessId, thread.ProcessId);
            AddText(labels, WellKnownLabels.Process, NameOf(thread.ProcessId));
            AddNumber(labels, WellKnownLabels.ThreadId, thread.ThreadId);
            AddText(labels, WellKnownLabels.Thread, thread.Name);
            (string text, string detail) = KeysOf(profile);
            AddText(labels, text, texts[circumstances.Text]);
            AddText(labels, detail, texts[circumstances.Detail]);
            AddText(labels, Activity, circumstances.Activity == Guid.Empty ? "" : circumstances.Activity.ToString());
            AddOwn(labels, circumstances.Labels);
        }

        AddText(labels, "tier", tier);
        return builder.AddLabels(CollectionsMarshal.AsSpan(labels));
    }

    private string NameOf(long process) =>
        code.Native.NameOf(process) is { Length: > 0 } name ? name : code.Process.ProgramName;

    private static (string Text, string Detail) KeysOf(NettraceProfile profile) => profile switch
    {
        NettraceProfile.ThreadTime => ("state", ""),
        NettraceProfile.Alloc => ("type", ""),
        NettraceProfile.Exception => ("type", "message"),
        NettraceProfile.Gc => ("reason", "generation"),
        NettraceProfile.Events => ("event", ""),
        _ => ("", ""),
    };

    private void AddOwn(List<Label> labels, NettraceLabelList own)
    {
        foreach (NettraceLabel label in own.Labels)
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
