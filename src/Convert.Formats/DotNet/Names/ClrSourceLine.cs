namespace Refold.Formats.DotNet;

/// <summary>A place in source code.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line being executed, from 1; 0 if it is not known.</param>
/// <param name="Column">The column, from 1; 0 if it is not known.</param>
/// <param name="StartLine">The line where the method begins.</param>
internal readonly record struct ClrSourceLine(string File, int Line, int Column, int StartLine);
