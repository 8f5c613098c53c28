using System.Runtime.InteropServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The methods of a trace.</summary>
/// <remarks>
/// The payload of MethodLoadVerbose, MethodUnloadVerbose and MethodDCEndVerbose; strings are UTF-16 up to a zero:
/// <code>
/// i64 i64 i64         method id, module id, first address of the code
/// i32 i32 i32         size of the code, metadata token, flags
/// string × 3          "Shop.Till"  "Add"  "instance void  (int32)"
/// u16 i64             runtime, ReJIT id; only in later versions of the event
/// </code>
/// </remarks>
internal sealed class NettraceMethodTable
{
    private readonly List<NettraceMethod> _methods = [];
    private readonly List<char> _names = [];

    /// <summary>All methods, in the order of the file.</summary>
    public IReadOnlyList<NettraceMethod> All => _methods;

    /// <summary>The type, name and signature of a method.</summary>
    public (string Type, string Name, string Signature) NamesOf(in NettraceMethod method)
    {
        ReadOnlySpan<char> names = CollectionsMarshal.AsSpan(_names).Slice(method.Names, method.NamesLength);
        return (Cut(ref names), Cut(ref names), Cut(ref names));
    }

    /// <summary>Adds the method of an event and returns its index.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public int Add(NettraceEventType type, long process, ref NettraceCursor payload)
    {
        long id = payload.ReadInt64();
        long module = payload.ReadInt64();
        ulong start = (ulong)payload.ReadInt64();
        uint size = (uint)payload.ReadInt32();
        int token = payload.ReadInt32();
        int flags = payload.ReadInt32();
        int names = _names.Count;
        AddName(payload.ReadUtf16());
        AddName(payload.ReadUtf16());
        AddName(payload.ReadUtf16());
        int length = _names.Count - names;
        payload.ReadBytes(Math.Min(2, payload.Remaining)); // the runtime
        long version = payload.Remaining >= 8 ? payload.ReadInt64() : 0;
        NettraceMethodSource source = type.Kind switch
        {
            ClrEventKind.MethodUnload => NettraceMethodSource.Unload,
            ClrEventKind.MethodRundown => NettraceMethodSource.Rundown,
            _ => NettraceMethodSource.Load,
        };
        _methods.Add(
            new NettraceMethod(source, process, start, size, module, id, token, flags, names, length, version));
        return _methods.Count - 1;
    }

    /// <summary>Frees the code of a method: stacks so far may contain the method, later ones do not.</summary>
    public void Unload(int index, NettraceStackTable stacks)
    {
        NettraceMethod method = _methods[index];
        int epoch = stacks.Epoch;
        if (stacks.TryEndEpoch(method.Start, method.Size))
        {
            _methods[index] = method with { Epoch = epoch };
        }
    }

    private void AddName(ReadOnlySpan<char> name)
    {
        CollectionExtensions.AddRange(_names, name);
        _names.Add('\0');
    }

    private static string Cut(ref ReadOnlySpan<char> names)
    {
        int end = names.IndexOf('\0');
        string name = names[..end].ToString();
        names = names[(end + 1)..];
        return name;
    }
}
