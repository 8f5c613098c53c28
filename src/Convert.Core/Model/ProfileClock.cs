namespace Refold;

/// <summary>What the times of a profile's samples count from.</summary>
public enum ProfileClock
{
    /// <summary>Some origin the source does not tell, such as boot time; only differences mean something.</summary>
    Unspecified,

    /// <summary>1970-01-01T00:00:00Z.</summary>
    UnixEpoch,
}
