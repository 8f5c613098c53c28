using System.Globalization;
using System.Text;

namespace Refold.Formats.Etlx;

/// <summary>Checks the objects of an etlx file before TraceLog reads them.</summary>
/// <remarks>
/// <para>
/// TraceLog allocates arrays of the lengths in the file, so a single corrupt bit may allocate gigabytes. The check
/// visits the same objects in the same order, keeps only their offsets, and fails if the file is too short, if objects
/// are nested too deeply for the stack, or if offsets form a cycle. For a file that passes, TraceLog allocates at most
/// a small multiple of its length.
/// </para>
/// <code>
/// 14 00 00 00 "!FastSerialization.1"                             the signature
/// 04                                                             an object begins
///    04 01  4e 00 00 00  4e 00 00 00  2b 00 00 00 "Micro…"  06   its type: version, oldest reader, name
///    …                                                           its fields: <see cref="EtlxSchema"/>
/// 06                                                             the object ends
/// </code>
/// </remarks>
internal sealed class EtlxValidator
{
    private const int SignatureLength = 24;
    private const int MaxDepth = 500;
    private const int MaxTypeName = 256;
    private const int Version = 78;

    private readonly EtlxCursor _cursor;

    // By offset: the name of a type, or the empty string for any other object.
    private readonly Dictionary<long, string> _objects = [];
    private EtlxStreamLabels _labels = null!;
    private int _depth;
    private bool _isOtherVersion;

    private EtlxValidator(EtlxCursor cursor) => _cursor = cursor;

    /// <summary>Checks a file. A file of another version passes: TraceLog rejects it before reading objects.</summary>
    /// <exception cref="ProfileFormatException">The file is corrupt or truncated.</exception>
    public static void Check(string path, string name)
    {
        using FileStream file = File.OpenRead(path);
        var objects = new EtlxValidator(new EtlxCursor(file, name));
        objects._cursor.Skip(SignatureLength);
        objects.ReadObject();
    }

    // Null for a null reference, the name for a type, the empty string for any other object.
    private string? ReadObject()
    {
        while (true)
        {
            long offset = _cursor.Position;
            var tag = (EtlxObjectTag)_cursor.ReadByte();
            switch (tag)
            {
                case EtlxObjectTag.Null:
                    return null;
                case EtlxObjectTag.Reference:
                    return ReadReference(_cursor.ReadInt64());
                case EtlxObjectTag.Blob:
                    _cursor.Skip(_cursor.ReadInt32());
                    break;
                case EtlxObjectTag.Begin or EtlxObjectTag.BeginPrivate:
                    return ReadDefinition(offset, tag);
                default:
                    throw _cursor.Error(offset, $"expected an object, found a byte {(int)tag}");
            }
        }
    }

    private string? ReadReference(long target)
    {
        if (_objects.TryGetValue(target, out string? known))
        {
            return known;
        }

        Descend();
        long back = _cursor.Position;
        _cursor.GoTo(target);
        string? read = ReadObject();
        _cursor.GoTo(back);
        _depth--;
        return read;
    }

    private string ReadDefinition(long offset, EtlxObjectTag tag)
    {
        Descend();
        string type = ReadObject() ?? EtlxSchema.TypeOfTypes;
        string name = "";
        if (_isOtherVersion)
        {
            return name;
        }

        string fields = EtlxSchema.Find(type) ?? throw _cursor.Error(offset, "expected a type, found another object");
        if (tag == EtlxObjectTag.Begin)
        {
            _objects.TryAdd(offset, "");
        }

        if (type == EtlxSchema.TypeOfTypes)
        {
            name = ReadType();
            _objects[offset] = name;
        }
        else
        {
            ReadFields(fields);
        }

        ReadEnd();
        _depth--;
        return name;
    }

    private string ReadType()
    {
        int version = _cursor.ReadInt32();
        int oldestReader = _cursor.ReadInt32();
        long offset = _cursor.Position;
        string name = ReadTypeName(offset);
        if (EtlxSchema.Find(name) is null)
        {
            throw _cursor.Error(offset, $"expected the name of a type in etlx files, found {MessageText.Quote(name)}");
        }

        _isOtherVersion |= name == EtlxSchema.Root && (version < Version || oldestReader > Version);
        _labels ??= _isOtherVersion ? null! : EtlxStreamLabels.Read(_cursor);
        return name;
    }

    private string ReadTypeName(long offset)
    {
        int length = _cursor.ReadInt32();
        if (length is < 0 or > MaxTypeName)
        {
            throw _cursor.Error(offset, $"expected the name of a type, found {length} as its length");
        }

        var name = new StringBuilder(length);
        for (; length > 0; length--)
        {
            name.Append((char)_cursor.ReadByte());
        }

        return name.ToString();
    }

    // Fields that a later version may have added, up to the end of the object.
    private void ReadEnd()
    {
        while (true)
        {
            long offset = _cursor.Position;
            var tag = (EtlxObjectTag)_cursor.ReadByte();
            switch (tag)
            {
                case EtlxObjectTag.End:
                    return;
                case EtlxObjectTag.Null or EtlxObjectTag.Begin or EtlxObjectTag.BeginPrivate:
                    break;
                case EtlxObjectTag.Byte:
                    _cursor.Skip(sizeof(byte));
                    break;
                case EtlxObjectTag.Int16:
                    _cursor.Skip(sizeof(short));
                    break;
                case EtlxObjectTag.Int32:
                    _cursor.Skip(sizeof(int));
                    break;
                case EtlxObjectTag.Int64 or EtlxObjectTag.Reference:
                    _cursor.Skip(sizeof(long));
                    break;
                case EtlxObjectTag.Text:
                    SkipString();
                    break;
                case EtlxObjectTag.Blob:
                    _cursor.Skip(_cursor.ReadInt32());
                    break;
                default:
                    throw _cursor.Error(offset, $"expected the end of an object, found a byte {(int)tag}");
            }
        }
    }

    private void ReadFields(ReadOnlySpan<char> fields)
    {
        while (!fields.IsEmpty && !_isOtherVersion)
        {
            int length = fields[0] switch
            {
                '[' => fields.IndexOf(']') + 1,
                '{' => fields.IndexOf('}') + 1,
                '<' => fields.IndexOf('>') + 1,
                _ => fields.IndexOf(' ') is >= 0 and int end ? end : fields.Length,
            };
            ReadField(fields[..length]);
            fields = fields[length..].TrimStart(' ');
        }
    }

    private void ReadField(ReadOnlySpan<char> field)
    {
        switch (field[0])
        {
            case 's':
                SkipString();
                break;
            case 'o':
                ReadObject();
                break;
            case '[':
                ReadArray(field[1..^1]);
                break;
            case '{':
                _labels.Find(_cursor.ReadInt32());
                ReadFields(field[1..^1]);
                break;
            case '<':
                long next = _labels.Find(_cursor.ReadInt32());
                ReadFields(field[1..^1]);
                _cursor.GoTo(next);
                break;
            case 'r':
                _cursor.GoTo(_labels.Find(_cursor.ReadInt32()));
                break;
            case '?':
                _cursor.Skip(_cursor.ReadByte() == 0 ? 0 : sizeof(int));
                break;
            case 'a':
                _cursor.Skip(_cursor.ReadByte());
                break;
            case 'v':
                ReadCodeAddresses();
                break;
            case 'm':
                ReadSymbols(_cursor.ReadByte());
                break;
            case 'f':
                ReadEventField();
                break;
            default:
                _cursor.Skip(LengthOf(field));
                break;
        }
    }

    private void ReadArray(ReadOnlySpan<char> element)
    {
        if (char.IsDigit(element[0]) && !element.Contains(' '))
        {
            long length = LengthOf(element);
            _cursor.Skip(_cursor.ReadCount((int)length) * length);
            return;
        }

        for (int left = _cursor.ReadCount(1); left > 0; left--)
        {
            ReadFields(element);
        }
    }

    // Version 1 added the tier to each of them.
    private void ReadCodeAddresses()
    {
        long offset = _cursor.Position;
        int version = 0;
        if (_cursor.ReadByte() == (byte)EtlxObjectTag.Int32)
        {
            version = _cursor.ReadInt32();
        }
        else
        {
            _cursor.GoTo(offset);
        }

        ReadArray(version >= 1 ? "21" : "20");
    }

    private void ReadSymbols(byte kind)
    {
        const byte Windows = 1, Elf = 2;
        ReadFields(kind switch { Windows => EtlxSchema.WindowsSymbols, Elf => EtlxSchema.ElfSymbols, _ => "" });
    }

    // PayloadFetch: offset, size, hint, name of the type; then the names of an enumeration, the fields of a structure,
    // or the element of an array.
    private void ReadEventField()
    {
        Descend();
        ReadFields("2 2 1 s");
        ReadFields(_cursor.ReadByte() switch { 1 or 2 => "[8 s]", 3 => "[s] [f]", 4 => "4 1 f", _ => "" });
        _depth--;
    }

    private void SkipString()
    {
        long offset = _cursor.Position;
        int length = _cursor.ReadInt32();
        if (length < -1 || length > _cursor.Length - _cursor.Position)
        {
            throw _cursor.Error(offset, $"expected a text that fits the file, found one of {length} characters");
        }

        for (; length > 0; length--)
        {
            byte first = _cursor.ReadByte();
            _cursor.Skip(first < 0x80 ? 0 : first < 0xe0 ? 1 : 2);
        }
    }

    private void Descend()
    {
        if (++_depth > MaxDepth)
        {
            throw _cursor.Error(_cursor.Position, $"expected objects nested up to {MaxDepth} deep, found deeper ones");
        }
    }

    private static long LengthOf(ReadOnlySpan<char> number) => long.Parse(number, CultureInfo.InvariantCulture);
}
