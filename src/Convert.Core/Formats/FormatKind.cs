namespace Refold.Formats;

/// <summary>The purpose of the outputs of a format.</summary>
public enum FormatKind
{
    /// <summary>Data for other programs: every lost fact is reported.</summary>
    Interchange,

    /// <summary>A picture for people, which shows the name of its sample type.</summary>
    Picture,

    /// <summary>A text for people, which shows the name of its sample type.</summary>
    Report,
}
