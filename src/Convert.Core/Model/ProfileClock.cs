namespace Refold;

/// <summary>The origin of the times of samples.</summary>
public enum ProfileClock
{
    /// <summary>An unknown origin, such as boot time: only differences of times are meaningful.</summary>
    Unspecified,

    /// <summary>1970-01-01T00:00:00Z.</summary>
    UnixEpoch,

    /// <summary>The start of the recording.</summary>
    RecordingStart,
}
