using Refold.Formats;

namespace Refold.Cli.Tests;

/// <summary>The example of README.md, compiled. A test compares the lines.</summary>
internal static class ReadmeExample
{
    // A copy of the example uses System.Console; here the parameter replaces it.
    public static void Run(string[] args, TextWriter Console)
    {
        Profile profile = ProfileFile.Read(args[0]);        // any format that can be read, packed or not
        long total = 0;
        foreach (Sample sample in profile.Samples)
        {
            total += sample[profile.DefaultSampleType];
        }

        Console.WriteLine($"{total} {profile.SampleTypes[profile.DefaultSampleType].Unit} in {profile.StackCount} stacks");
        ProfileFile.Write(profile, args[1]);                // the ending names the format
    }
}
