using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using GridActors.Grains.Upkeep;
using GridActors.Journaling.RollUps;
using Orleans.Runtime;

namespace GridActors.Grains.Tests;

public sealed class LostSilosTests
{
    private static readonly SiloAddress s_other = SiloAddress.New(IPAddress.Loopback, 11111, 1);

    private readonly Clock _clock = new();
    private readonly IClusterMembershipService _membership = DispatchProxy.Create<IClusterMembershipService, Membership>();
    private readonly LostSilos _lost;
    private int _version;

    public LostSilosTests() => _lost = new LostSilos(_membership, _clock);

    [Theory]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Dead)]
    public void OneThatWasHereAndGoesIsLostForAWhile(SiloStatus status)
    {
        _lost.Joined();
        _clock.Now += RollUpWatch.AlertLasts;
        Become(SiloStatus.Active);
        Assert.False(_lost.IsRecent);
        Become(status);
        Assert.True(_lost.IsRecent);

        _clock.Now += RollUpWatch.AlertLasts;
        Become(SiloStatus.Dead); // the same loss, told again
        Assert.False(_lost.IsRecent);
    }

    [Fact]
    public void OneThatWasDeadBeforeCountsForAsLongAsItMayHaveGoneJustNow()
    {
        Become(SiloStatus.Dead);
        _clock.Now += TimeSpan.FromMinutes(1); // joining may take as long
        Assert.True(_lost.IsRecent);
        _lost.Joined();
        Assert.True(_lost.IsRecent);
        _clock.Now += RollUpWatch.AlertLasts;
        Assert.False(_lost.IsRecent);
    }

    private void Become(SiloStatus status) => ((Membership)_membership).Now = new ClusterMembershipSnapshot(
        ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(s_other, new ClusterMember(s_other, status, "other")),
        new MembershipVersion(++_version));

    /// <summary>All that is asked of it is who is there now.</summary>
    public class Membership : DispatchProxy
    {
        public ClusterMembershipSnapshot? Now { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == $"get_{nameof(IClusterMembershipService.CurrentSnapshot)}"
                ? Now
                : throw new NotSupportedException();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2020, 2, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.UtcTicks;
    }
}
