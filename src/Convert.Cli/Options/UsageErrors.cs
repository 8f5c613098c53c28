using System.CommandLine;
using System.CommandLine.Parsing;

namespace Refold.Cli;

/// <summary>Messages for invalid command lines.</summary>
internal static class UsageErrors
{
    /// <summary>The message for the first error; null if the command line is valid.</summary>
    public static string? FirstOf(ParseResult line) =>
        line.Errors.Count == 0 ? null
        : line.UnmatchedTokens.Count > 0 ? Unexpected(line, line.UnmatchedTokens[0])
        : MessageOf(line.Errors[0]);

    /// <summary>The names of the options that the command of a command line accepts, <c>--focus</c>.</summary>
    public static IEnumerable<string> OptionsOf(ParseResult line) =>
        line.CommandResult.Command.Options
            .SelectMany(o => o.Aliases.Append(o.Name))
            .Where(n => n.StartsWith("--", StringComparison.Ordinal));

    private static string MessageOf(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option.Arity.MaximumNumberOfValues: 0 } flag =>
            $"{flag.IdentifierToken}: expected no value, found {MessageText.Quote(Value(flag))}",
        OptionResult { Tokens.Count: 0 } option => $"{option.IdentifierToken}: expected a value, found none",
        OptionResult { Tokens.Count: > 1 } option =>
            $"{option.Option.Name}: expected one value, found {option.Tokens.Count}",
        ArgumentResult { Tokens.Count: 0 } argument =>
            $"expected {argument.Argument.Name} ({argument.Argument.Description}), found nothing",
        _ => error.Message,
    };

    private static string Unexpected(ParseResult line, string word) =>
        word.StartsWith("--", StringComparison.Ordinal)
            ? $"unknown option {word}{Suggestion.For(word, OptionsOf(line))}"
            : $"unexpected argument {MessageText.Quote(word)}";

    private static string Value(OptionResult flag) => flag.Tokens.Count > 0 ? flag.Tokens[0].Value : "one";
}
