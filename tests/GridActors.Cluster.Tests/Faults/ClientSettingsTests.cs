using GridActors.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// What keeps an app's calls from standing still for half a minute when silos are restarted one by one. That a given
/// restart loses an answer is chance; that a client would go on calling who has left is not.
/// </summary>
public sealed class ClientSettingsTests
{
    [Fact]
    public void An_app_knows_soon_that_a_silo_has_left_and_waits_longer_than_silos_for_one_another_but_not_for_30_s()
    {
        using var app = new HostBuilder()
            .UseOrleansClient(client => client.UseGridActors("Host=127.0.0.1;Database=none", "elsewhere"))
            .Build();
        T Of<T>()
            where T : class => app.Services.GetRequiredService<IOptions<T>>().Value;

        Assert.InRange(Of<GatewayOptions>().GatewayListRefreshPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.InRange(Of<ClientMessagingOptions>().ResponseTimeout, TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(29));
        Assert.Equal(("elsewhere", "gridactors"), (Of<ClusterOptions>().ClusterId, Of<ClusterOptions>().ServiceId));
        Assert.Contains("orleans", Of<AdoNetClusteringClientOptions>().ConnectionString, StringComparison.Ordinal);
    }
}
