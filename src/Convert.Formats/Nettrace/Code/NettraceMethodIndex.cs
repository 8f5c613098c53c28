namespace Refold.Formats.Nettrace;

/// <summary>Finds the method that had code at an address in an epoch.</summary>
/// <remarks>
/// Methods are tried in this order, which is that of TraceEvent:
/// <code>
/// 1. freed methods, each for the epochs up to its end; the first one to end wins
/// 2. methods of the rundown at the end of the trace
/// 3. methods that were loaded; the last one wins
///
/// address 0x1010     epoch   0   1   2   3
/// A, freed in 1              =====
/// B, freed in 2              =========
/// C, in the rundown          =============
/// found                      A   A   B   C
/// </code>
/// </remarks>
internal sealed class NettraceMethodIndex
{
    // Bounds the memory for corrupt traces; far more than real traces have.
    private const int MaxUnloaded = 1 << 24;

    private readonly NettraceAddressMap _addresses;
    private readonly Dictionary<int, List<(int Epoch, int Method)>> _unloaded = [];
    private int _unloadedCount;

    public NettraceMethodIndex(NettraceAddressMap addresses, NettraceMethodTable methods, long process)
    {
        _addresses = addresses;
        for (int i = 0; i < methods.All.Count; i++)
        {
            NettraceMethod method = methods.All[i];
            if (method.Source == NettraceMethodSource.Unload && method.Process == process && method.Epoch >= 0)
            {
                AddUnloaded(method, i);
            }
        }

        Claim(methods, process, NettraceMethodSource.Rundown);
        Claim(methods, process, NettraceMethodSource.Load);
    }

    /// <summary>Finds the index of the method at an address; -1 if there is none.</summary>
    /// <param name="address">One of the addresses.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">The range of epochs around it with the same result.</param>
    public int Find(ulong address, int epoch, out NettraceEpochRange epochs)
    {
        int index = _addresses.IndexOf(address);
        epochs = NettraceEpochRange.All;
        if (!_unloaded.TryGetValue(index, out List<(int Epoch, int Method)>? methods))
        {
            return _addresses.OwnerOf(index);
        }

        int found = -1;
        foreach ((int last, int method) in methods)
        {
            if (last < epoch)
            {
                epochs = epochs with { First = Math.Max(epochs.First, last + 1) };
            }
            else if (last < epochs.Last)
            {
                (found, epochs) = (method, epochs with { Last = last });
            }
        }

        return found >= 0 ? found : _addresses.OwnerOf(index);
    }

    private void AddUnloaded(in NettraceMethod method, int number)
    {
        for (int i = _addresses.First(method.Start); i < _addresses.Count && _unloadedCount < MaxUnloaded; i++)
        {
            if (_addresses[i] - method.Start >= method.Size)
            {
                return;
            }

            if (!_unloaded.TryGetValue(i, out List<(int, int)>? methods))
            {
                _unloaded.Add(i, methods = []);
            }

            methods.Add((method.Epoch, number));
            _unloadedCount++;
        }
    }

    private void Claim(NettraceMethodTable methods, long process, NettraceMethodSource source)
    {
        // The last one first: the first claim of an address wins.
        for (int i = methods.All.Count - 1; i >= 0; i--)
        {
            NettraceMethod method = methods.All[i];
            if (method.Source == source && method.Process == process && method.Size > 0)
            {
                _addresses.Claim(method.Start, unchecked(method.Start + method.Size - 1), i);
            }
        }
    }
}
