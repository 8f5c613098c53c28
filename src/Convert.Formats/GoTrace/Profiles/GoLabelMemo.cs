namespace Refold.Formats.GoTrace;

/// <summary>What the last labels of a goroutine were made of: mostly the next ones are the same.</summary>
/// <param name="Key">The key of the text that is not of the goroutine itself; none if there is no such text.</param>
/// <param name="Text">That text.</param>
/// <param name="Entry">The function that the goroutine began with.</param>
/// <param name="Task">Its task.</param>
/// <param name="Region">Its region.</param>
internal readonly record struct GoLabelMemo(
    StringId Key, StringId Text, StringId Entry, StringId Task, StringId Region);
