using Refold.Formats.Text;

namespace Refold.Testing;

/// <summary>Profiles for tests, written as canonical text.</summary>
public static class Profiles
{
    /// <summary>The profile that a canonical text says.</summary>
    public static Profile Parse(string text) => new TextProfileReader().Read(text);
}
