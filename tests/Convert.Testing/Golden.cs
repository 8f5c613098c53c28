using System.Globalization;
using System.Text;

namespace Refold.Testing;

/// <summary>
/// Files of expected output. With REFOLD_UPDATE_GOLDEN=1 they are rewritten instead of compared, but never with
/// CI=true. Read the changes before you commit them.
/// </summary>
public static class Golden
{
    private const string HowToUpdate = "REFOLD_UPDATE_GOLDEN=1 rewrites it; read it before committing";

    private static bool IsUpdate { get; } =
        Environment.GetEnvironmentVariable("REFOLD_UPDATE_GOLDEN") == "1"
        && !Judges.IsContinuousIntegration;

    /// <summary>Fails unless the file holds this text.</summary>
    public static void Check(string path, string actual) => Check(path, Encoding.UTF8.GetBytes(actual));

    /// <summary>Fails unless the file holds these bytes.</summary>
    public static void Check(string path, byte[] actual)
    {
        if (IsUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, actual);
            return;
        }

        if (!File.Exists(path))
        {
            throw new DifferenceException($"{path} is missing; {HowToUpdate}");
        }

        byte[] expected = File.ReadAllBytes(path);
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            throw new DifferenceException($"{FirstDifference(path, expected, actual)}\n({HowToUpdate})");
        }
    }

    private static string FirstDifference(string path, byte[] expected, byte[] actual)
    {
        string[] left = Encoding.UTF8.GetString(expected).Split('\n');
        string[] right = Encoding.UTF8.GetString(actual).Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        string wanted = line < left.Length ? MessageText.Quote(left[line]) : "the end";
        string found = line < right.Length ? MessageText.Quote(right[line]) : "the end";
        return string.Create(CultureInfo.InvariantCulture, $"{path}({line + 1}): expected {wanted}, found {found}");
    }
}
