namespace Refold.Formats.Native;

/// <summary>How much of a name that a compiler encoded is shown.</summary>
public enum DemangleStyle
{
    /// <summary>Neither parameters nor arguments of templates: <c>std::vector::push_back</c>.</summary>
    Simple,

    /// <summary>No parameters: <c>std::vector&lt;int&gt;::push_back</c>.</summary>
    Templates,

    /// <summary>Everything: <c>std::vector&lt;int&gt;::push_back(int&amp;&amp;)</c>.</summary>
    Full,
}
