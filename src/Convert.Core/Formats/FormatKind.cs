namespace Refold.Formats;

/// <summary>What the outputs of a format are for.</summary>
public enum FormatKind
{
    /// <summary>Data for other programs: every fact that is lost counts.</summary>
    Interchange,

    /// <summary>A picture for people, who see which sample type it shows.</summary>
    Picture,

    /// <summary>A text for people, who see which sample type it shows.</summary>
    Report,
}
