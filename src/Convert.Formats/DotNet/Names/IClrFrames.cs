namespace Refold.Formats.DotNet;

/// <summary>Gives names to stacks.</summary>
internal interface IClrFrames
{
    /// <summary>A stack with names.</summary>
    /// <param name="number">The stack, as the format counts them.</param>
    /// <param name="tier">How far the code of its innermost frame was optimized; empty if that is not known.</param>
    StackId StackOf(int number, out string tier);
}
