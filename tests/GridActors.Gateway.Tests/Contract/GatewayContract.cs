using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>
/// What every host of the gateway must do: start one, empty and open to all, and these tests speak to it. A host runs
/// the whole suite by deriving from each class of this folder.
/// </summary>
public abstract class GatewayContract : IAsyncLifetime
{
    public const string County = "141127";
    public const string Township = "141127100";
    public const string Village = "141127100201";
    public const string Household = "141127100201-h1";
    public const string Checkpoint = "141127100201-c1";
    public const string OtherCheckpoint = "141127100201-c2";

    private RunningGateway? _gateway;
    private Client? _client;

    protected RunningGateway Gateway => _gateway!;

    protected Client Client => _client!;

    /// <summary>A gateway without any unit, without access tokens, on the machine's clock, in Asia/Shanghai.</summary>
    protected abstract Task<RunningGateway> StartAsync();

    public async Task InitializeAsync()
    {
        _gateway = await StartAsync();
        _client = new Client(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    /// <summary>
    /// A county with one township, one village, a household and two checkpoints, open and manned: 10 records. Of a gate that
    /// nobody mans hosts that sweep would write so into its journal, while a test looks at versions.
    /// </summary>
    protected Task PlantAsync() => Client.AcceptAsync(
        Sent.Register(County, "county", null),
        Sent.Register(Township, "township", County),
        Sent.Register(Village, "village", Township, households: 120),
        Sent.Register(Household, "household", Village),
        Sent.Register(Checkpoint, "checkpoint", Village),
        Sent.Register(OtherCheckpoint, "checkpoint", Village, tier: "natural-village"),
        Sent.Man(Checkpoint),
        Sent.Man(OtherCheckpoint),
        Sent.Open(Checkpoint),
        Sent.Open(OtherCheckpoint));
}
