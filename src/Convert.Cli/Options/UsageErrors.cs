using System.CommandLine;
using System.CommandLine.Parsing;

namespace Refold.Cli;

/// <summary>What is wrong with a command line, in the words of all other messages.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public static string? FirstOf(ParseResult line) =>
        line.Errors.Count == 0 ? null
        : line.UnmatchedTokens.Count > 0 ? $"expected nothing more, found {MessageText.Quote(line.UnmatchedTokens[0])}"
        : MessageOf(line.Errors[0]);

    private static string MessageOf(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option.Arity.MaximumNumberOfValues: 0 } flag =>
            $"{flag.IdentifierToken}: expected no value, found {MessageText.Quote(Value(flag))}",
        OptionResult { Tokens.Count: 0 } option => $"{option.IdentifierToken}: expected a value, found none",
        OptionResult { Tokens.Count: > 1 } option => $"{option.Option.Name}: expected one value, found {option.Tokens.Count}",
        ArgumentResult { Tokens.Count: 0 } argument =>
            $"expected {argument.Argument.Name} ({argument.Argument.Description}), found nothing",
        _ => error.Message,
    };

    private static string Value(OptionResult flag) => flag.Tokens.Count > 0 ? flag.Tokens[0].Value : "one";
}
