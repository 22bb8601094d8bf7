namespace GridActors.LoadDriver;

internal enum Way
{
    Http,
    Orleans,
}

/// <summary>What is driven, how hard, and where what came of it is written.</summary>
internal sealed record LoadOptions
{
    /// <summary>Of records and of reads; beyond what any timetable can hold apart.</summary>
    private const int PerSecondMax = 100_000_000;

    public required Way Through { get; init; }

    /// <summary>Where the cluster's API listens; calls are spread over all of them.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>Access token of the API; null for one that is open.</summary>
    public required string? Token { get; init; }

    /// <summary>The cluster's database, in Npgsql's form, by which an Orleans client finds the silos.</summary>
    public required string? Database { get; init; }

    public required string Cluster { get; init; }

    public required string County { get; init; }

    public required int Gates { get; init; }

    public required int Villages { get; init; }

    public required int Townships { get; init; }

    /// <summary>One of <see cref="Profiles.Profile.Names"/>.</summary>
    public required string Profile { get; init; }

    /// <summary>Records a second on the average, whatever the answers do; null: as fast as they come.</summary>
    public required double? Rate { get; init; }

    /// <summary>Records in a call; all of one gate.</summary>
    public required int Batch { get; init; }

    /// <summary>Calls under way at most; in a closed loop, always.</summary>
    public required int InFlight { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How long a batch is sent again before it is given up, and totals may take to come up.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Dashboards that take live events.</summary>
    public required int Watchers { get; init; }

    /// <summary>Reads a second of all dashboards.</summary>
    public required double Reads { get; init; }

    public required string? LedgerFile { get; init; }

    public required string? ResultFile { get; init; }

    public required string? PictureFile { get; init; }

    /// <summary>Before the run: what came of it is not to be lost for a mistyped folder.</summary>
    /// <exception cref="ArgumentException">It does not make sense, or a file cannot be written.</exception>
    public void Check()
    {
        if (Urls.Count == 0)
        {
            throw new ArgumentException("--urls names at least one URL: the tree is registered over HTTP");
        }

        if (Through == Way.Orleans && string.IsNullOrEmpty(Database))
        {
            throw new ArgumentException(
                "--through orleans needs --database, or ConnectionStrings__GridActors in the environment");
        }

        foreach (var (name, value) in new[]
        {
            ("--gates", Gates), ("--villages", Villages), ("--townships", Townships), ("--batch", Batch),
            ("--in-flight", InFlight),
        })
        {
            if (value < 1)
            {
                throw new ArgumentException($"{name} is a whole number above 0");
            }
        }

        // Written so that what is no number is none of these either.
        if (Rate is { } rate && !(rate > 0 && rate <= PerSecondMax))
        {
            throw new ArgumentException($"--rate is above 0 and at most {PerSecondMax}");
        }

        if (!(Reads >= 0 && Reads <= PerSecondMax) || Watchers < 0)
        {
            throw new ArgumentException($"--reads and --watchers are at least 0, --reads at most {PerSecondMax}");
        }

        foreach (var (name, file) in new[]
        {
            ("--ledger", LedgerFile), ("--result", ResultFile), ("--picture", PictureFile),
        })
        {
            CheckWritable(name, file);
        }

        if (Batch > GrainInterfaces.Wire.RecordEnvelope.RecordsMax)
        {
            throw new ArgumentException($"--batch is at most {GrainInterfaces.Wire.RecordEnvelope.RecordsMax}");
        }
    }

    private static void CheckWritable(string name, string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            var isNew = !File.Exists(file);
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (isNew)
            {
                File.Delete(file);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{name}: {failure.Message}", failure);
        }
    }
}
