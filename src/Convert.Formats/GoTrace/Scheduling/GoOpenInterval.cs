namespace Refold.Formats.GoTrace;

/// <summary>Something that began and will end.</summary>
/// <param name="Since">When it began, in nanoseconds.</param>
/// <param name="Stack">Where it began.</param>
/// <param name="Kind">What it is, if there are several kinds.</param>
/// <param name="Goroutine">Who does it.</param>
internal sealed record GoOpenInterval(long Since, StackId Stack, StringId Kind, Goroutine? Goroutine);
