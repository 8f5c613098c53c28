namespace Refold.Formats.Tests.Nettrace;

/// <summary>A frame of TraceLog.</summary>
/// <param name="Module">The name of the module; empty if unknown.</param>
/// <param name="Method">The full name of the method with parameters; empty if unknown.</param>
/// <param name="Address">The address.</param>
internal readonly record struct TraceLogFrame(string Module, string Method, ulong Address)
{
    /// <summary>Formats the frame as <c>module!method</c>, with <c>?</c> for an unknown part.</summary>
    public override string ToString() => $"{(Module.Length > 0 ? Module : "?")}!{(Method.Length > 0 ? Method : "?")}";
}
