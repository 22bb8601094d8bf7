using GridActors.GrainInterfaces.Wire;
using GridActors.Journaling.Ports;

namespace GridActors.Grains.Units;

/// <summary>
/// What a unit says when it cannot say anything, in the words of the wire: clients, and Orleans, know no exception of
/// ours but those of the grain interfaces.
/// </summary>
internal static class Outages
{
    public static Task<T> Told<T>(Task<T> call)
    {
        return call.IsCompletedSuccessfully ? call : WaitAsync();

        async Task<T> WaitAsync()
        {
            try
            {
                return await call;
            }
            catch (JournalUnavailableException reason)
            {
                throw new UnitUnavailableException(reason.Message);
            }
        }
    }

    public static Task Told(Task call)
    {
        return call.IsCompletedSuccessfully ? call : WaitAsync();

        async Task WaitAsync()
        {
            try
            {
                await call;
            }
            catch (JournalUnavailableException reason)
            {
                throw new UnitUnavailableException(reason.Message);
            }
        }
    }
}
