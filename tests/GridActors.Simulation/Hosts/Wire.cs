using GridActors.Simulation.Faults;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Hosts;

/// <summary>
/// Calls between hosts, and from devices to hosts: late, lost on the way there or back, delivered twice. A caller that hears
/// nothing gives up after a while and knows nothing.
/// </summary>
internal sealed class Wire(World world)
{
    private const int PatienceSecondsMin = 2;
    private const int PatienceSecondsMax = 30;

    /// <param name="isNear">Within one host: nothing is lost, but the host itself may be.</param>
    /// <param name="arrive">The turns on which the call is taken up; null when nobody is there.</param>
    public Task<T> CallAsync<T>(bool isNear, Func<(Turns Turns, Func<Task<T>> Work)?> arrive)
    {
        var done = new TaskCompletionSource<T>();
        var weather = world.Weather;
        world.Scheduler.After(
            world.Chance.Seconds(PatienceSecondsMin, PatienceSecondsMax),
            () =>
            {
                if (!done.Task.IsCompleted)
                {
                    done.TrySetException(new TimeoutException("No answer came."));
                }
            });
        if (isNear)
        {
            Deliver(done, arrive, isReplyLost: false, isNear: true);
            return done.Task;
        }

        if (weather.Strikes(FaultKind.RequestLost))
        {
            return done.Task;
        }

        var isReplyLost = weather.Strikes(FaultKind.ReplyLost);
        world.Scheduler.After(weather.Latency(), () => Deliver(done, arrive, isReplyLost, isNear: false));
        if (weather.Strikes(FaultKind.RequestRepeated))
        {
            world.Scheduler.After(
                weather.Latency() + world.Chance.Milliseconds(0, 5_000), () => Deliver(done, arrive, isReplyLost, isNear: false));
        }

        return done.Task;
    }

    private void Deliver<T>(
        TaskCompletionSource<T> done, Func<(Turns Turns, Func<Task<T>> Work)?> arrive, bool isReplyLost, bool isNear)
    {
        if (arrive() is not var (turns, work))
        {
            if (!isReplyLost)
            {
                Reply(() => done.TrySetException(new IOException("Nobody is there.")), isNear);
            }

            return;
        }

        turns.Post(() => ServeAsync(done, work, isReplyLost, isNear));
    }

    private async Task ServeAsync<T>(TaskCompletionSource<T> done, Func<Task<T>> work, bool isReplyLost, bool isNear)
    {
        try
        {
            var result = await work();
            if (!isReplyLost)
            {
                Reply(() => done.TrySetResult(result), isNear);
            }
        }
        catch (Exception reason)
        {
            if (!isReplyLost)
            {
                Reply(() => done.TrySetException(reason), isNear);
            }
        }
    }

    private void Reply(Action reply, bool isNear)
    {
        if (isNear)
        {
            reply();
        }
        else
        {
            world.Scheduler.After(world.Weather.Latency(), reply);
        }
    }
}
