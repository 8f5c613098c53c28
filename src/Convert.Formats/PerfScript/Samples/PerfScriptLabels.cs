using System.Runtime.InteropServices;

namespace Refold.Formats.PerfScript;

/// <summary>Creates labels from columns, as far as their keys are requested.</summary>
internal sealed class PerfScriptLabels(ProfileBuilder builder, ReadRequest request)
{
    /// <summary>The key of the mode of the running code: <c>U</c> for user code, <c>K</c> for the kernel …</summary>
    public const string Mode = "mode";

    /// <summary>The key of a data address or of the target of a branch: <c>0x55674b7ff018</c>.</summary>
    public const string Address = "addr";

    /// <summary>The key of the symbol at that address: <c>symbol+0x8 (dso)</c>.</summary>
    public const string AddressSymbol = "addr_symbol";

    /// <summary>The key of the flags of a branch: <c>call</c>, <c>return</c> …</summary>
    public const string Flags = "flags";

    /// <summary>The key of the arguments of a tracepoint, and of unknown columns, as printed.</summary>
    public const string Trace = "trace";

    /// <summary>The key of a control group: <c>/user.slice/session-2.scope</c>.</summary>
    public const string ControlGroup = "cgroup";

    /// <summary>The key of the source of accessed data: <c>|OP LOAD|LVL L1 hit|…</c>.</summary>
    public const string DataSource = "data_src";

    /// <summary>The key of the cost of an access, mostly in cycles.</summary>
    public const string Weight = "weight";

    /// <summary>The key of the process that runs the sampled virtual machine.</summary>
    public const string Machine = "machine_pid";

    /// <summary>The key of a virtual processor.</summary>
    public const string VirtualCpu = "vcpu";

    private readonly List<Label> _labels = [];

    /// <summary>Creates the labels of a task.</summary>
    public Label[] Create(in PerfScriptTask task, ReadOnlySpan<byte> comm)
    {
        _labels.Clear();
        AddNumber(WellKnownLabels.ProcessId, task.Pid);
        AddNumber(WellKnownLabels.ThreadId, task.Tid);
        AddText(WellKnownLabels.Command, comm);
        AddNumber(WellKnownLabels.Cpu, task.Cpu);
        AddText(Mode, task.Mode);
        AddNumber(Machine, task.Machine);
        AddNumber(VirtualCpu, task.VirtualCpu);
        return [.. _labels];
    }

    /// <summary>Adds the labels of a record: those of its task and those of its columns.</summary>
    public LabelSetId Add(PerfScriptTaskTable.Entry task, in PerfScriptColumns columns, bool isTracepoint)
    {
        _labels.Clear();
        _labels.AddRange(task.Labels);
        AddText(isTracepoint ? Trace : KeyOf(columns.Leading), columns.Leading);
        AddText(DataSource, columns.DataSource);
        AddText(Weight, columns.Weight);
        AddText(Address, columns.Address.IsEmpty ? default : [.. "0x"u8, .. columns.Address]);
        AddText(AddressSymbol, columns.AddressSymbol);
        return _labels.Count == task.Labels.Length ? task.Set : builder.AddLabels(CollectionsMarshal.AsSpan(_labels));
    }

    /// <summary>The key of columns before a frame: flags of a branch, a control group, or unknown columns.</summary>
    public static string KeyOf(ReadOnlySpan<byte> columns) =>
        PerfScriptColumns.AreFlags(columns) ? Flags : PerfScriptColumns.IsControlGroup(columns) ? ControlGroup : Trace;


    private void AddNumber(string key, long? number)
    {
        if (number is { } known && IsRequested(key))
        {
            _labels.Add(Label.OfNumber(builder.AddString(key), known));
        }
    }

    private void AddText(string key, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && IsRequested(key))
        {
            _labels.Add(Label.OfText(builder.AddString(key), builder.AddString(text)));
        }
    }

    private bool IsRequested(string key)
    {
        bool isRequested = request.Has(ProfileFacts.Labels) && request.LabelKeys?.Contains(key) != false;
        builder.MarkDiscarded(isRequested ? ProfileFacts.None : ProfileFacts.Labels);
        return isRequested;
    }
}
