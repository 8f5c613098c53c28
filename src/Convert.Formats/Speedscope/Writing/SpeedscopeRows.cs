namespace Refold.Formats.Speedscope;

/// <summary>The samples that become one profile of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The sample type of its weights, from 0.</param>
/// <param name="Rows">The samples, from 0, in the order in which they are written.</param>
/// <param name="Thread">
/// The thread, if the profile is one of several of this thread, whose names have the sample type behind; else null.
/// </param>
internal sealed record SpeedscopeRows(string Name, int Type, int[] Rows, string? Thread = null);
