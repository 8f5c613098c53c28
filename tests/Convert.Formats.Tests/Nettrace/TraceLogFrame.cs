namespace Refold.Formats.Tests.Nettrace;

/// <summary>A frame as TraceLog names it.</summary>
/// <param name="Module">The name of its module; empty if there is none.</param>
/// <param name="Method">The full name of its method with parameters; empty if there is none.</param>
/// <param name="Address">Its address.</param>
internal readonly record struct TraceLogFrame(string Module, string Method, ulong Address)
{
    /// <summary><c>module!method</c>, with <c>?</c> for what has no name.</summary>
    public override string ToString() => $"{(Module.Length > 0 ? Module : "?")}!{(Method.Length > 0 ? Method : "?")}";
}
