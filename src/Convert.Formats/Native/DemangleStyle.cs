namespace Refold.Formats.Native;

/// <summary>The parts of a demangled name that are shown.</summary>
public enum DemangleStyle
{
    /// <summary>Without parameters and template arguments: <c>std::vector::push_back</c>.</summary>
    Simple,

    /// <summary>Without parameters: <c>std::vector&lt;int&gt;::push_back</c>.</summary>
    Templates,

    /// <summary>Everything: <c>std::vector&lt;int&gt;::push_back(int&amp;&amp;)</c>.</summary>
    Full,
}
