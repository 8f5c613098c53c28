using System.Globalization;
using System.Text;
using Refold.Storage;

namespace Refold.Aggregation;

/// <summary>
/// The names of a profile's frames where a frame is nothing but a name, as in folded stacks and flame graphs. Each name
/// is made once per distinct location, and equal names are one number.
/// </summary>
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

    /// <summary>Names all frames of a profile.</summary>
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

    /// <summary>How many distinct names there are; they are numbered 1 to this.</summary>
    public int Count => _names.Count;

    /// <summary>The UTF-8 bytes of name <paramref name="number"/>; never with a <c>;</c>, a tab or a line end in it.</summary>
    public ReadOnlySpan<byte> this[int number] => _names[number];

    /// <summary>The names of a location, leaf first: inlined functions before those they were inlined into.</summary>
    public ReadOnlySpan<int> Of(LocationId id) => _frames[id];

    /// <summary>The name of the frame under stacks with these labels; 0 if there is none.</summary>
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

    // Labels that no sample has tell nothing.
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

    // "comm-pid/tid", with the blanks of comm as underscores, since scripts take a blank for the end of the stack. Those
    // around it, which nobody sees, are left out, as the peers do.
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
        return NumberOf(location.Lines[line].Function, kind | inlined);
    }

    private int NumberOf(FunctionId id, FrameAnnotations annotations)
    {
        if (!_ofFunctions.TryGetValue((id, annotations), out int number))
        {
            ReadOnlySpan<byte> name = _profile.Utf8NameOf(id);
            number = Add(
                name.IsEmpty ? NameFallback.Unknown : _tidies ? SymbolTidier.Tidy(name) : name, annotations);
            _ofFunctions.Add((id, annotations), number);
        }

        return number;
    }

    // As perf script and stackcollapse-perf.pl: [libc.so.6]; with the address, if requested, [libc.so.6 <7f0012345678>].
    private byte[] Unsymbolised(ReadOnlySpan<byte> file, ulong address)
    {
        ReadOnlySpan<byte> name = NameFallback.InBrackets(NameFallback.BaseName(file));
        return _options.Addresses
            ? [.. name[..^1], .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $" <{address:x}>]"))]
            : name.ToArray();
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
