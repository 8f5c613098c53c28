namespace Refold.Formats.Etlx;

/// <summary>The byte before an object, or before a field that old readers do not know, in an etlx file.</summary>
internal enum EtlxObjectTag : byte
{
    /// <summary>No object.</summary>
    Null = 1,

    /// <summary>The offset of an object.</summary>
    Reference = 2,

    /// <summary>An object: its type and its fields.</summary>
    Begin = 4,

    /// <summary>An object that nothing else refers to.</summary>
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

    /// <summary>A text.</summary>
    Text = 13,

    /// <summary>Bytes, after their number.</summary>
    Blob = 14,
}
