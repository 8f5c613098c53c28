using System.Text;
using Refold.Formats.Text;

namespace Refold.Testing;

/// <summary>Assertions about profiles, whose messages say what differs.</summary>
public static class ProfileAssert
{
    private const int MaxTextLength = 8000;

    /// <summary>Fails unless two profiles say the same up to row order; see <see cref="ProfileEquality"/>.</summary>
    public static void Equal(Profile expected, Profile actual) =>
        Check(ProfileEquality.Difference(expected, actual), actual);

    /// <summary>Asserts that two profiles are equal in the facts <paramref name="kept"/>.</summary>
    public static void Equal(Profile expected, Profile actual, ProfileFacts kept) =>
        Check(ProfileEquality.Difference(expected, actual, kept), actual);

    /// <summary>Fails unless two profiles say the same, with every row at its place.</summary>
    public static void Same(Profile expected, Profile actual) =>
        Check(ProfileEquality.ExactDifference(expected, actual), actual);

    /// <summary>Asserts that a profile equals that of a canonical text.</summary>
    public static void Equal(string expected, Profile actual) =>
        Equal(new TextProfileReader().Read(expected), actual);

    /// <summary>The canonical text of a profile, for messages.</summary>
    public static string Text(Profile profile)
    {
        string text = Encoding.UTF8.GetString(new TextProfileWriter(new TextOptions()).Write(profile));
        return text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…";
    }

    private static void Check(string? difference, Profile actual)
    {
        if (difference is not null)
        {
            throw new DifferenceException($"{difference}\n\nThe profile found is\n\n{Text(actual)}");
        }
    }
}
