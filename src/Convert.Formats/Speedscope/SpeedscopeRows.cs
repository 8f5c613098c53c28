namespace Refold.Formats.Speedscope;

/// <summary>The samples that become one profile of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The sample type of its weights, from 0.</param>
/// <param name="Rows">The samples, from 0, in the order in which they are written.</param>
internal sealed record SpeedscopeRows(string Name, int Type, int[] Rows);
