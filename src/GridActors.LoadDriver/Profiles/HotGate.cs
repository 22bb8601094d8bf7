namespace GridActors.LoadDriver.Profiles;

/// <summary>Half of all calls go to one gate; the rest goes to all in turn.</summary>
internal sealed class HotGate : Profile
{
    public override int Gate(long call, int gates) => call % 2 == 0 ? 0 : (int)(call / 2 % gates);
}
