using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Records;

/// <summary>Alone, because it measures what the whole process allocates.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

[Collection(Alone.Name)]
public sealed class LongLineTests
{
    [Fact]
    public async Task A_line_of_100_MB_costs_no_memory_and_its_neighbours_count()
    {
        await using var gateway = await new MemoryGateway().StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register("county", "county", null), Sent.Register("c1", "checkpoint", "county"), Sent.Open("c1"));
        await using var connection = await RawConnection.PostAsync(gateway.Address, "/api/records", Client.Lines);
        await connection.SendAsync(Sent.Passage("c1") + "\n");
        Assert.Equal(200, await connection.StatusAsync());
        Assert.Contains("accepted", await connection.ResultAsync());

        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var sent = 0; sent < 100 * 1024 * 1024; sent += piece.Length)
        {
            await connection.SendAsync(piece);
        }

        await connection.SendAsync("\n" + Sent.Passage("c1") + "\n");
        Assert.Contains("too-large", await connection.ResultAsync());
        Assert.Contains("accepted", await connection.ResultAsync());
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(allocated, 0, 20 * 1024 * 1024);
    }
}
