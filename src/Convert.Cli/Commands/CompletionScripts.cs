namespace Refold.Cli;

/// <summary>
/// Scripts that let shells complete refold's command lines. Each script asks refold itself, so it never goes out of
/// date; where refold has no suggestion, the shell completes file names.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>The supported shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell.</summary>
    /// <exception cref="UsageException">The shell is not supported.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new UsageException(
            $"shell {MessageText.Quote(shell)} is unknown: expected one of {string.Join(", ", Shells)}"),
    };

    private const string Bash = """
        # bash: source <(refold completion bash)
        _refold() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}" last="${COMP_WORDS[COMP_CWORD-1]}" found files
            found=$(refold "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            [[ $word == -* ]] || found=$(grep -v '^-' <<< "$found")
            COMPREPLY=($(compgen -W "$found" -- "$word"))
            [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
            if [[ $word != -* && $last != -* && ${COMP_WORDS[1]} != formats && ${COMP_WORDS[1]} != completion ]]; then
                files=($(compgen -f -- "$word"))
                [[ ${#files[@]} -gt 0 ]] && compopt -o filenames && COMPREPLY+=("${files[@]}")
            fi
            return 0
        }
        complete -o default -F _refold refold

        """;

    private const string Zsh = """
        #compdef refold
        # zsh: source <(refold completion zsh)
        _refold() {
            local -a found
            found=("${(@f)$(refold "[suggest:${CURSOR}]" "$BUFFER" 2>/dev/null)}")
            [[ -n "${found[1]}" ]] && compadd -- "${found[@]}"
            _files
        }
        compdef _refold refold

        """;

    private const string Fish = """
        # fish: refold completion fish | source
        function __refold_complete
            set -l line (commandline -cp)
            refold "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c refold -a '(__refold_complete)'

        """;

    private const string PowerShell = """
        # PowerShell: refold completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName refold -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            refold "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
