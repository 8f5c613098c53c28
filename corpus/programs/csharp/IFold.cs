namespace Example.Demo;

/// <summary>One step of a fold, as a type argument so that the JIT compiles one method per struct.</summary>
internal interface IFold<T>
{
    T Apply(T a, T b);
}
