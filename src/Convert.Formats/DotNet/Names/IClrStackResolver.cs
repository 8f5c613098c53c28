namespace Refold.Formats.DotNet;

/// <summary>Converts the stacks of a trace, which are addresses, to stacks of named locations.</summary>
internal interface IClrStackResolver
{
    /// <summary>Resolves the frames of a stack.</summary>
    /// <param name="stack">The format's own id of the stack; 0 is the empty stack.</param>
    /// <param name="tier">The compilation tier of the leaf frame's code; empty if unknown.</param>
    StackId Resolve(int stack, out string tier);
}
