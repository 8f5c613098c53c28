namespace Refold.Storage;

/// <summary>Random numbers that are new in each process, as keys of hashes.</summary>
/// <remarks>
/// With constant keys, a file could be made of names that all have one hash, and that would take quadratic time, or of
/// stacks with one fingerprint, which would be taken for each other.
/// </remarks>
internal static class ProcessKeys
{
    /// <summary>Creates a key of 64 random bits.</summary>
    public static ulong Next()
    {
        // A GUID is made by the system's secure generator without loading OpenSSL, unlike RandomNumberGenerator on
        // Linux. Its six constant bits are in different places of the two halves.
        byte[] bytes = Guid.NewGuid().ToByteArray();
        return BitConverter.ToUInt64(bytes, 0) ^ BitConverter.ToUInt64(bytes, 8);
    }
}
