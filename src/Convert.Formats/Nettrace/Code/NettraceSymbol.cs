namespace Refold.Formats.Nettrace;

/// <summary>The name of some code in a process's memory.</summary>
/// <param name="First">Its first address.</param>
/// <param name="Last">Its last address.</param>
/// <param name="Name">The name, as the symbol table or the runtime's perf map spells it.</param>
internal sealed record NettraceSymbol(ulong First, ulong Last, string Name);
