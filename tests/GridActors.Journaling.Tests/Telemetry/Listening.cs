using System.Diagnostics.Metrics;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Tests.Telemetry;

/// <summary>
/// All that is measured on this thread. The meter is the whole process's, but all units of a test run on the test's own
/// thread and measurements are told there, so what other tests do beside it stays out.
/// </summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<(string Name, string? Tag, double Value)> _heard = [];

    public Listening()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == UnitTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    public List<double> Of(string name, string? tag = null) =>
        [.. _heard.Where(heard => heard.Name == name && (tag is null || heard.Tag == tag)).Select(heard => heard.Value)];

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _heard.Add((instrument.Name, tags.IsEmpty ? null : $"{tags[0].Key}={tags[0].Value}", value));
        }
    }
}
