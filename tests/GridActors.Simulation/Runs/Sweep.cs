using System.Diagnostics;

namespace GridActors.Simulation.Runs;

/// <summary>Many seeds, one thread each at a time.</summary>
internal static class Sweep
{
    public static Figures Run(ulong first, long count, TimeSpan limit, int threads, int failuresMax, TextWriter? told)
    {
        var figures = new Figures(first);
        var clock = Stopwatch.StartNew();
        var next = -1L;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        figures.Took = clock.Elapsed;
        return figures;

        void Work()
        {
            while (clock.Elapsed < limit && figures.Failed.Count < failuresMax && Interlocked.Increment(ref next) is var at && at < count)
            {
                var outcome = Runs.Run.Of(first + (ulong)at);
                if (figures.Add(outcome))
                {
                    continue;
                }

                lock (figures)
                {
                    told?.WriteLine(outcome);
                }
            }
        }
    }
}
