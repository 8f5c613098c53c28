namespace Refold.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Convert.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of something in the repository.</summary>
    public static string Path(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([Root, .. parts]);

    // Not by [CallerFilePath]: deterministic builds map source paths to names that do not exist.
    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory;
            folder is not null;
            folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Convert.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository: Convert.sln was not found.");
    }
}
