using System.Globalization;
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

    /// <exception cref="ArgumentException">No record has a field of such a kind.</exception>
    public static void WriteFields(this Utf8JsonWriter json, (string Name, object Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            switch (value)
            {
                case string text:
                    json.WriteString(name, text);
                    break;
                case int whole:
                    json.WriteNumber(name, whole);
                    break;
                case decimal number:
                    json.WriteNumber(name, number);
                    break;
                case bool flag:
                    json.WriteBoolean(name, flag);
                    break;
                case DateTimeOffset time:
                    json.WriteString(name, time);
                    break;
                case DateOnly day:
                    json.WriteString(name, day.ToString("O", CultureInfo.InvariantCulture));
                    break;
                case Resident person:
                    json.WritePerson(person);
                    break;
                case IEnumerable<string> texts:
                    json.WriteTexts(name, texts);
                    break;
                default:
                    throw new ArgumentException($"{name} is of {value.GetType()}", nameof(fields));
            }
        }
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
