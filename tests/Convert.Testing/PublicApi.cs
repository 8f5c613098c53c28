using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Refold.Testing;

/// <summary>Prints what an assembly shows to its users: a line for each public type and member, sorted.</summary>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The public face of an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Head(type)}\n");
            IEnumerable<string> members = type.GetMembers(Declared).Where(IsShown).Select(Member);
            foreach (string member in members.Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? type.IsByRefLike ? "ref struct" : "struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : "class";
        IEnumerable<string> bases = type.IsEnum ? [] : new[] { type.BaseType }.Concat(type.GetInterfaces())
            .Where(t => t is not null && t != typeof(object) && t != typeof(ValueType)
                && !t.Name.StartsWith("IEquatable", StringComparison.Ordinal))
            .Select(t => Name(t!));
        string colon = bases.Any() ? " : " : "";
        return $"{kind} {Name(type)}{colon}{string.Join(", ", bases)}";
    }

    // Members that the compiler generates for records are omitted.
    private static bool IsShown(MemberInfo member) => member switch
    {
        MethodBase method => IsVisible(method) && IsWritten(method) && !IsAccessor(method),
        PropertyInfo property =>
            property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract",
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        EventInfo => true,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWritten(MethodBase method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.Name.StartsWith('<');

    private static bool IsAccessor(MethodBase method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal)
            || method.Name.StartsWith("set_", StringComparison.Ordinal));

    private static string Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
        MethodInfo method => Modifier(method) + $"{Name(method.ReturnType)} {method.Name}"
            + $"({Parameters(method.GetParameters())})",
        PropertyInfo property => Property(property),
        FieldInfo { IsLiteral: true } field => string.Create(
            CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"),
        FieldInfo field => $"static {Name(field.FieldType)} {field.Name}",
        _ => member.ToString()!,
    };

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true)[0];
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0;
        string setter = property.SetMethod is not { IsPublic: true } ? "" : isInit ? " init;" : " set;";
        string index = property.GetIndexParameters().Length > 0 ? $"[{Parameters(property.GetIndexParameters())}]" : "";
        string name = index.Length > 0 ? "this" : property.Name;
        return $"{Modifier(accessor)}{Name(property.PropertyType)} {name}{index} {{ get;{setter} }}";
    }

    private static string Modifier(MethodInfo method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static "
            : method.DeclaringType!.IsInterface ? ""
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : "");

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string by = parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute))
                ? "params "
            : "";
        string optional = parameter.HasDefaultValue
            ? string.Create(CultureInfo.InvariantCulture, $" = {parameter.DefaultValue ?? "default"}")
            : "";
        return $"{by}{Name(parameter.ParameterType)} {parameter.Name}{optional}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        bool isOurs = type.Namespace?.StartsWith("Refold", StringComparison.Ordinal) == true;
        string name = type.DeclaringType is { } outer ? $"{Name(outer)}.{type.Name}" : type.Name;
        name = isOurs && type.Namespace != "Refold" && type.DeclaringType is null ? $"{type.Namespace}.{name}" : name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0
            ? name
            : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
