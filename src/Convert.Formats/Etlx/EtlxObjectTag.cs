namespace Refold.Formats.Etlx;

/// <summary>
/// The byte before an object in an etlx file, or before a field that earlier readers skip (<c>Tags</c> of
/// FastSerialization).
/// </summary>
internal enum EtlxObjectTag : byte
{
    /// <summary>A null reference.</summary>
    Null = 1,

    /// <summary>A reference: the offset of an object, eight bytes.</summary>
    Reference = 2,

    /// <summary>The start of an object: its type and fields follow.</summary>
    Begin = 4,

    /// <summary>The start of an object without other references to it.</summary>
    BeginPrivate = 5,

    /// <summary>The end of an object.</summary>
    End = 6,

    /// <summary>One byte.</summary>
    Byte = 8,

    /// <summary>Two bytes.</summary>
    Int16 = 9,

    /// <summary>Four bytes.</summary>
    Int32 = 10,

    /// <summary>Eight bytes.</summary>
    Int64 = 11,

    /// <summary>A string.</summary>
    Text = 13,

    /// <summary>Bytes after their count, four bytes.</summary>
    Blob = 14,
}
