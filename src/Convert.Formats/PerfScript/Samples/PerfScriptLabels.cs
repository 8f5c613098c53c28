using System.Runtime.InteropServices;

namespace Refold.Formats.PerfScript;

/// <summary>Makes labels of columns; of those that somebody wants.</summary>
internal sealed class PerfScriptLabels(ProfileBuilder builder, ReadRequest wanted)
{
    /// <summary>The key of what was running: <c>U</c> for user code, <c>K</c> for the kernel …</summary>
    public const string Mode = "mode";

    /// <summary>The key of a data address, or of where a branch went: <c>0x55674b7ff018</c>.</summary>
    public const string Address = "addr";

    /// <summary>The key of what lies at that address: <c>symbol+0x8 (dso)</c>.</summary>
    public const string AddressSymbol = "addr_symbol";

    /// <summary>The key of a branch's flags: <c>call</c>, <c>return</c> …</summary>
    public const string Flags = "flags";

    /// <summary>The key of a tracepoint's arguments, and of columns that are not understood, as printed.</summary>
    public const string Trace = "trace";

    /// <summary>The key of a sample's control group: <c>/user.slice/session-2.scope</c>.</summary>
    public const string ControlGroup = "cgroup";

    /// <summary>The key of where data came from: <c>|OP LOAD|LVL L1 hit|…</c>.</summary>
    public const string DataSource = "data_src";

    /// <summary>The key of what an access cost, mostly in cycles.</summary>
    public const string Weight = "weight";

    /// <summary>The key of the process that runs the virtual machine which was sampled.</summary>
    public const string Machine = "machine_pid";

    /// <summary>The key of a virtual processor.</summary>
    public const string VirtualCpu = "vcpu";

    private readonly List<Label> _labels = [];

    /// <summary>The labels of a task.</summary>
    public Label[] Of(in PerfScriptTask task, ReadOnlySpan<byte> comm)
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

    /// <summary>The labels of a task, and those of the columns of one record.</summary>
    public LabelSetId Of(PerfScriptTasks.Known task, in PerfScriptColumns columns, bool isTracepoint)
    {
        _labels.Clear();
        _labels.AddRange(task.Labels);
        AddText(isTracepoint ? Trace : KeyOf(columns.Others), columns.Others);
        AddText(DataSource, columns.DataSource);
        AddText(Weight, columns.Weight);
        AddText(Address, columns.Address.IsEmpty ? default : [.. "0x"u8, .. columns.Address]);
        AddText(AddressSymbol, columns.AddressSymbol);
        return _labels.Count == task.Labels.Length ? task.Set : builder.AddLabels(CollectionsMarshal.AsSpan(_labels));
    }

    /// <summary>
    /// The key of columns before the frames: flags of a branch, a control group, or what is not understood.
    /// </summary>
    public static string KeyOf(ReadOnlySpan<byte> columns) =>
        PerfScriptColumns.AreFlags(columns) ? Flags : PerfScriptColumns.IsControlGroup(columns) ? ControlGroup : Trace;

    private static bool Wants(ReadRequest wanted, string key) =>
        wanted.Has(ProfileFacts.Labels) && wanted.LabelKeys?.Contains(key) != false;

    private void AddNumber(string key, long? number)
    {
        if (number is { } known && IsKept(key))
        {
            _labels.Add(Label.OfNumber(builder.AddString(key), known));
        }
    }

    private void AddText(string key, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && IsKept(key))
        {
            _labels.Add(Label.OfText(builder.AddString(key), builder.AddString(text)));
        }
    }

    private bool IsKept(string key)
    {
        bool isKept = Wants(wanted, key);
        builder.MarkDiscarded(isKept ? ProfileFacts.None : ProfileFacts.Labels);
        return isKept;
    }
}
