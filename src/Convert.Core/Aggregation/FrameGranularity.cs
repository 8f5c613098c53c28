namespace Refold.Aggregation;

/// <summary>The properties by which frames differ; frames that are equal in these are one.</summary>
public enum FrameGranularity
{
    /// <summary>The address of the instruction: no frames are merged.</summary>
    Addresses,

    /// <summary>Function, source file and line.</summary>
    Lines,

    /// <summary>Function and source file.</summary>
    FileFunctions,

    /// <summary>The name of the function.</summary>
    Functions,

    /// <summary>The source file, which is the name of the frame.</summary>
    Files,

    /// <summary>The package, namespace or crate of the function, which is the name of the frame.</summary>
    Packages,

    /// <summary>The binary, whose file name is the name of the frame.</summary>
    Modules,
}
