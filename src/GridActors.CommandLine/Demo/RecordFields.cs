using System.Text.Json;

namespace GridActors.CommandLine.Demo;

/// <summary>Fields that several types of record share.</summary>
internal static class RecordFields
{
    public static void WritePerson(this Utf8JsonWriter json, Resident person)
    {
        json.WriteStartObject("person");
        json.WriteString("id", person.Id);
        json.WriteString("name", person.Name);
        json.WriteString("phone", person.Phone);
        json.WriteEndObject();
    }

    public static void WriteTemperature(this Utf8JsonWriter json, decimal celsius) =>
        json.WriteNumber("temperature", celsius);

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>36.0 to 36.9 degrees Celsius.</summary>
    public static decimal Healthy(this Random random) => 36m + (random.Next(10) / 10m);

    /// <summary>37.4 to 38.6 degrees Celsius.</summary>
    public static decimal Feverish(this Random random) => 37.4m + (random.Next(13) / 10m);
}
