namespace Refold.Aggregation;

/// <summary>How finely frames are told apart.</summary>
public enum FrameGranularity
{
    /// <summary>By the address of the instruction: as they are.</summary>
    Addresses,

    /// <summary>By function, source file and line.</summary>
    Lines,

    /// <summary>By function and source file.</summary>
    FileFunctions,

    /// <summary>By name of the function.</summary>
    Functions,

    /// <summary>By source file; a frame has its name.</summary>
    Files,

    /// <summary>By package, namespace or crate of the function; a frame has its name.</summary>
    Packages,

    /// <summary>By binary; a frame has the name of its file.</summary>
    Modules,
}
