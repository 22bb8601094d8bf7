using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>An aspect under its stable name in snapshots.</summary>
public sealed class AspectType
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true, // what is computed is not state
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private AspectType(string name, Type type) => (Name, Type) = (name, type);

    public string Name { get; }

    public Type Type { get; }

    public static AspectType Of<T>(string name)
        where T : class, IAspect => new(name, typeof(T));

    public void Write(Utf8JsonWriter json, IAspect aspect) => JsonSerializer.Serialize(json, aspect, Type, Options);

    /// <exception cref="JsonException">Written by a version whose form this one cannot read.</exception>
    public IAspect Read(ref Utf8JsonReader json) =>
        (IAspect?)JsonSerializer.Deserialize(ref json, Type, Options) ?? throw new JsonException($"{Name} is null");
}
