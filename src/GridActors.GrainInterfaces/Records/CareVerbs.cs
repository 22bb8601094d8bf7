using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What is done for households and those of them who work elsewhere. Façades over the one envelope.</summary>
public static class CareVerbs
{
    public static Task<RecordResult> RecordVisitAsync(this IHouseholdGrain household, FieldRecord<Visit> visit) =>
        household.PostOneAsync("visit", visit, RecordJsonContext.Default.Visit);

    public static Task<RecordResult> RaiseNeedAsync(this IHouseholdGrain household, FieldRecord<RaisedNeed> need) =>
        household.PostOneAsync("need.raise", need, RecordJsonContext.Default.RaisedNeed);

    public static Task<RecordResult> ResolveNeedAsync(
        this IHouseholdGrain household, FieldRecord<NeedResolution> resolution) =>
        household.PostOneAsync("need.resolve", resolution, RecordJsonContext.Default.NeedResolution);

    public static Task<RecordResult> RecordDeliveryAsync(
        this IHouseholdGrain household, FieldRecord<Delivery> delivery) =>
        household.PostOneAsync("delivery", delivery, RecordJsonContext.Default.Delivery);

    public static Task<RecordResult> RegisterMigrantAsync(
        this IHouseholdGrain household, FieldRecord<Migrant> migrant) =>
        household.PostOneAsync("migrant.register", migrant, RecordJsonContext.Default.Migrant);

    public static Task<RecordResult> ContactMigrantAsync(
        this IHouseholdGrain household, FieldRecord<MigrantContact> contact) =>
        household.PostOneAsync("migrant.contact", contact, RecordJsonContext.Default.MigrantContact);

    public static Task<RecordResult> SeekJobAsync(this IHouseholdGrain household, FieldRecord<JobSeeker> seeker) =>
        household.PostOneAsync("job.seek", seeker, RecordJsonContext.Default.JobSeeker);

    public static Task<RecordResult> DepartToJobAsync(this IHouseholdGrain household, FieldRecord<JobSeeker> seeker) =>
        household.PostOneAsync("job.depart", seeker, RecordJsonContext.Default.JobSeeker);

    public static Task<RecordResult> PairWatchAsync(this IHouseholdGrain household, FieldRecord<WatchPair> pair) =>
        household.PostOneAsync("watch.pair", pair, RecordJsonContext.Default.WatchPair);

    public static Task<RecordResult> EndWatchAsync(this IHouseholdGrain household, FieldRecord<WatchPair> pair) =>
        household.PostOneAsync("watch.end", pair, RecordJsonContext.Default.WatchPair);
}
