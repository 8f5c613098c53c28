namespace Refold.Formats.GoTrace;

/// <summary>What became of the first event of a queue.</summary>
internal enum GoAdvance
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It cannot have happened yet: another queue has what must come before.</summary>
    Waits,

    /// <summary>It contradicts what happened before.</summary>
    Broken,
}
