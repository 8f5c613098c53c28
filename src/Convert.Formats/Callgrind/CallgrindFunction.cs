namespace Refold.Formats.Callgrind;

/// <summary>
/// What callgrind takes for one function: three names, as numbers of <see cref="CallgrindFrames.Text"/>.
/// </summary>
/// <param name="Object">The binary.</param>
/// <param name="File">The source file.</param>
/// <param name="Name">The name.</param>
internal readonly record struct CallgrindFunction(int Object, int File, int Name);
