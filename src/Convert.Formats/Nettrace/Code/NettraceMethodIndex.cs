namespace Refold.Formats.Nettrace;

/// <summary>
/// Which method an address is of. Those that lost their code come first, each for the epochs until then; then those that
/// the rundown at the end tells, then those that were seen to get code. These are the rules of TraceEvent.
/// </summary>
internal sealed class NettraceMethodIndex
{
    // Far more than any real trace has; what lies beyond stays without such a name.
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

    /// <summary>The number of the method whose code an address was in an epoch; -1 if there is none.</summary>
    /// <param name="address">One of the addresses.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">All epochs around it for which the answer is the same.</param>
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
        // What got the address last has it.
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
