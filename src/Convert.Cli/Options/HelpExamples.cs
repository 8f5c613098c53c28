namespace Refold.Cli;

/// <summary>The examples below the help of each command.</summary>
internal static class HelpExamples
{
    /// <summary>The examples of a command, by its name; those of converting for the root.</summary>
    public static string Get(string command) => command switch
    {
        "collect" => Collection,
        "info" => Info,
        "formats" => FormatList,
        "completion" => Completion,
        "help" => "",
        _ => Conversion,
    };

    private const string Conversion = """
        Examples
          perf script | refold - -o cpu.pb.gz           a profile for go tool pprof
          refold cpu.pb.gz -o flame.svg                 a flame graph to open in a browser
          refold cpu.pb.gz -o flame.svg --set title=CPU --set colors=java
          refold heap.pb.gz --sample-type inuse_space --to folded
          refold perf.txt.gz -o cpu.folded.gz           gzip in, gzip out
          refold a.pb.gz b.pb.gz -o both.pb.gz          merge
          refold new.pb.gz --base old.pb.gz -o diff.pb.gz        what changed
          refold cpu.pb.gz --focus parse --hide '^runtime' -o parse.svg
          refold collect -p 4242 --duration 10s -o time.pb.gz     a running .NET process
          refold info cpu.pb.gz                         describe a file
          refold formats flamegraph                     a format and its options

        Exit codes: 0 done, 1 bad input or I/O error, 2 usage error, 130 interrupted.

        """;

    private const string Collection = """
        Examples
          refold collect --list                         the processes that can be recorded
          refold collect -p 4242 --duration 10s -o time.pb.gz
          refold collect -o flame.svg -- dotnet app.dll --its-own-option
          refold collect -p 4242 --profile alloc,lock -o both.pb.gz
          refold collect -p 4242 -d 30s -o app.nettrace      keep the recording, convert later

        """;

    private const string Info = """
        Examples
          refold info cpu.pb.gz
          perf script | refold info -
          refold info --json *.pb.gz | jq .

        """;

    private const string FormatList = """
        Examples
          refold formats                                all formats
          refold formats flamegraph                     one format and its options

        """;

    private const string Completion = """
        Examples
          source <(refold completion bash)              in ~/.bashrc
          source <(refold completion zsh)               in ~/.zshrc, after compinit
          refold completion fish | source               in ~/.config/fish/config.fish
          refold completion pwsh | Out-String | Invoke-Expression      in $PROFILE

        """;
}
