namespace Refold.Formats;

/// <summary>The amount of one kind of facts that is lost.</summary>
/// <param name="Fact">The kind; one flag.</param>
/// <param name="Words">The kind in words: <c>labels</c>.</param>
/// <param name="Text">The amount, with some names: <c>3 keys on 40 of 86 samples: thread, tid, state</c>.</param>
public sealed record LossCount(ProfileFacts Fact, string Words, string Text);
