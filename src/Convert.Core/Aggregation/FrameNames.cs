using System.Globalization;
using System.Text;
using Refold.Storage;

namespace Refold.Aggregation;

/// <summary>The names of a profile's frames, for formats whose frames are only names.</summary>
/// <remarks>
/// Names are numbered, so that a walk over samples needs no text: each is made once per location, and equal names have
/// one number.
/// <code>
/// location 1   parse                       3 parse
/// location 2   memcpy inlined into parse   5 memcpy_[i]   3 parse
/// location 3   0x7f00 in libc.so.6         8 [libc.so.6]
/// labels       comm=node pid=42            9 node-42              with the root comm-pid
/// </code>
/// </remarks>
public sealed class FrameNames
{
    private readonly Profile _profile;
    private readonly FrameNameOptions _options;
    private readonly bool _tidies;
    private readonly byte[] _semicolon;
    private readonly SpanInterner<byte> _names = new();
    private readonly int[] _roots;
    private readonly FrameTable _frames;
    private readonly Dictionary<(FunctionId, FrameAnnotations), int> _ofFunctions = [];

    /// <summary>Creates the names of all frames of a profile.</summary>
    public FrameNames(Profile profile, FrameNameOptions options)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        _profile = profile;
        _options = options;
        _semicolon = Encoding.UTF8.GetBytes(options.Semicolon);
        _roots = NameRoots();
        _tidies = options.Tidy ?? HaveCommands();
        _frames = FrameTable.Create(profile, NumberOf);
    }

    /// <summary>The number of distinct names; they are numbered from 1.</summary>
    public int Count => _names.Count;

    /// <summary>The name of a number, in UTF-8; it contains no <c>;</c>, tab or end of line.</summary>
    public ReadOnlySpan<byte> this[int number] => _names[number];

    /// <summary>The numbers of the names of a location, leaf first: inlined functions before their callers.</summary>
    public ReadOnlySpan<int> NamesOf(LocationId id) => _frames[id];

    /// <summary>The number of the name of the root frame for these labels; 0 if there is none.</summary>
    public int RootOf(LabelSetId labels) => _roots[labels.Number];

    private int[] NameRoots()
    {
        var roots = new int[_profile.LabelSetCount + 1];
        IReadOnlyList<string> keys = _options.RootKeys;
        for (int set = 1; set < roots.Length && keys.Count > 0; set++)
        {
            if (RootName(_profile[new LabelSetId(set)], keys) is { Length: > 0 } name)
            {
                roots[set] = Add(name);
            }
        }

        return roots;
    }

    // Label sets that no sample uses do not count.
    private bool HaveCommands()
    {
        bool any = false;
        if (_options.RootKeys is [WellKnownLabels.Command, ..] && _roots.AsSpan().ContainsAnyExcept(0))
        {
            SampleTable samples = _profile.Samples;
            for (int row = 0; row < samples.Count && !any; row++)
            {
                any = RootOf(samples.Labels(row)) != 0;
            }
        }

        return any;
    }

    // "comm-pid/tid". Blanks within comm become underscores, since scripts take a blank for the end of the stack;
    // blanks around it are removed, as in stackcollapse-perf.pl and inferno.
    private byte[] RootName(ReadOnlySpan<Label> labels, IReadOnlyList<string> keys)
    {
        if (!TryGetValue(labels, keys[0], out ReadOnlySpan<byte> first))
        {
            return [];
        }

        var name = new List<byte>();
        foreach (byte b in first.Trim((byte)' '))
        {
            name.Add(b == (byte)' ' ? (byte)'_' : b);
        }

        for (int i = 1; i < keys.Count; i++)
        {
            name.Add(i == 1 ? (byte)'-' : (byte)'/');
            name.AddRange(TryGetValue(labels, keys[i], out ReadOnlySpan<byte> value) ? value : "?"u8);
        }

        return [.. name];
    }

    private bool TryGetValue(ReadOnlySpan<Label> labels, string key, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly Label label in labels)
        {
            if (_profile.Text(label.Key) == key)
            {
                value = label.Kind == LabelKind.Text
                    ? _profile[label.Text]
                    : Encoding.UTF8.GetBytes(label.Number.ToString(CultureInfo.InvariantCulture));
                return true;
            }
        }

        value = default;
        return false;
    }

    private int NumberOf(in Location location, int line)
    {
        ReadOnlySpan<byte> file = _profile[_profile[location.Mapping].File];
        FrameAnnotations kind = FrameKinds.Parse(file) & _options.Annotations;
        if (line < 0)
        {
            return Add(Unsymbolised(file, location.Address), kind);
        }

        bool isInlined = line < location.Lines.Length - 1;
        FrameAnnotations inlined = isInlined ? FrameAnnotations.Inlined & _options.Annotations : 0;
        return NumberOf(location.Lines[line], kind | inlined);
    }

    private int NumberOf(in Line line, FrameAnnotations annotations)
    {
        if (!_ofFunctions.TryGetValue((line.Function, annotations), out int number))
        {
            ReadOnlySpan<byte> name = _profile.Utf8NameOf(line.Function);
            number = Add(
                name.IsEmpty ? NameFallback.Unknown : _tidies ? SymbolTidier.Tidy(name, line.Number) : name,
                annotations);
            _ofFunctions.Add((line.Function, annotations), number);
        }

        return number;
    }

    // As in stackcollapse-perf.pl: [libc.so.6], and with --addrs [libc.so.6 <7f0012345678>].
    private byte[] Unsymbolised(ReadOnlySpan<byte> file, ulong address)
    {
        ReadOnlySpan<byte> name = NameFallback.InBrackets(NameFallback.BaseName(file));
        string suffix = string.Create(CultureInfo.InvariantCulture, $" <{address:x}>]");
        return _options.Addresses ? [.. name[..^1], .. Encoding.UTF8.GetBytes(suffix)] : name.ToArray();
    }

    private int Add(ReadOnlySpan<byte> name, FrameAnnotations annotations = FrameAnnotations.None)
    {
        ReadOnlySpan<byte> suffix =
            annotations.HasFlag(FrameAnnotations.Inlined) ? "_[i]"u8
            : annotations.HasFlag(FrameAnnotations.Kernel) ? "_[k]"u8
            : annotations.HasFlag(FrameAnnotations.Jit) ? "_[j]"u8
            : default;
        if (suffix.IsEmpty && !name.ContainsAny(";\t\n\r\0"u8))
        {
            return _names.Add(name);
        }

        var safe = new List<byte>(name.Length + suffix.Length);
        foreach (byte b in name)
        {
            safe.AddRange(b switch
            {
                (byte)';' => _semicolon,
                (byte)'\t' or (byte)'\n' or (byte)'\r' or 0 => " "u8,
                _ => [b],
            });
        }

        safe.AddRange(suffix);
        return _names.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(safe));
    }
}
