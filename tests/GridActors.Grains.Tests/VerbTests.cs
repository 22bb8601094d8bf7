using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.GrainInterfaces.Records;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Grains.Tests.Hosts;
using GridActors.Journaling.Import;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Registration = GridActors.GrainInterfaces.Records.Registration;

namespace GridActors.Grains.Tests;

/// <summary>Every verb of a client app, each at a unit that it is meant for.</summary>
public sealed class VerbTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddHours(-3);
    private static readonly DateOnly Tomorrow = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1));
    private static readonly Person Zhang = new(Name: "张三", Phone: "13800000000");
    private static readonly string[] Units = ["100", "100-1", "100-1-1", "h", "c", "n"];

    private readonly MemoryJournal _store = new();
    private readonly List<RecordResult> _results = [];
    private MemorySilo _silo = null!;
    private IHost _app = null!;
    private IGrainFactory _client = null!;
    private long _seq;

    public async Task InitializeAsync()
    {
        _silo = await MemorySilo.StartAsync(_store);
        _app = await _silo.ConnectAsync();
        _client = _app.Services.GetRequiredService<IGrainFactory>();
        UnitRow[] rows =
        [
            new(2, "100", "县", "county", null, null, null), new(3, "100-1", "镇", "township", "100", null, null),
            new(4, "100-1-1", "村", "village", "100-1", null, null), new(5, "h", "户", "household", "100-1-1", null, null),
            new(6, "c", "卡点", "checkpoint", "100-1-1", null, null),
        ];
        Assert.Empty((await new UnitImport(_silo.Ports).ImportAsync(rows, null, default)).Failures);
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        _app.Dispose();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task EveryRecordTypeHasAVerbAndWhatItWritesIsAccepted()
    {
        await AtTheHouseholdAsync();
        await AtTheCheckpointAsync();
        await AtTheVillageAsync();
        await AtTheCountyAsync();
        await OfAUnitAsync();

        Assert.All(_results, result => Assert.True(result.Status == RecordStatus.Accepted, $"{_results.IndexOf(result)}: {result}"));
        var kept = new HashSet<string>();
        foreach (var unit in Units)
        {
            kept.UnionWith((await _store.ReadAsync(UnitId.Parse(unit), 0, 200)).Select(entry => TypeOf(entry)));
        }

        var home = (await _store.ReadAsync(UnitId.Parse("h"), 0, 200)).Select(entry => Data(entry)).ToList();
        Assert.Contains(home, data => Has(data, "members", """[{"name":"张三","age":7,"relation":"子"}]"""));
        Assert.Contains(home, data => Has(data, "companions", """[{"name":"李四","phone":"13900000000"}]"""));
        Assert.Contains(home, data => Has(data, "symptoms", """["咳嗽"]"""));
        var gate = (await _store.ReadAsync(UnitId.Parse("c"), 0, 200)).Select(entry => Data(entry)).ToList();
        Assert.Contains(gate, data => Has(data, "from", """{"place":"太原"}"""));

        // A tally needs a deployment that declares some.
        var types = Catalogue.Standard.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name);
        Assert.Equal(types.Except(["tally"]).Order(StringComparer.Ordinal), types.Where(kept.Contains).Order(StringComparer.Ordinal));
        var tally = await _client.GetGrain<IVillageGrain>("100-1-1").RecordTallyAsync(Of(new Tally("goats", 3)));
        Assert.Equal((RecordStatus.Refused, "unknown-code"), (tally.Status, tally.Code));
    }

    private async Task AtTheHouseholdAsync()
    {
        var home = _client.GetGrain<IHouseholdGrain>("h");
        Add(await home.SurveyAsync(Of(new Survey(1, 3, ["lowIncome"], Members: [new("张三", Age: 7, Relation: "子")]))));
        Add(await home.RegisterReturneeAsync(Of(new Returnee(
            Zhang, new From("武汉", "wuhan"), Tomorrow.AddDays(-9), Companions: [new("李四", Phone: "13900000000")]))));
        Add(await home.StartIsolationAsync(Of(new Isolation(Zhang, "home"))));
        Add(await home.CheckHealthAsync(Of(new HealthCheck(Zhang, 37.8m, Symptoms: ["咳嗽"]))));
        var fever = Assert.Single((await home.GetAlertsAsync("open", 10)).Alerts);
        Add(await home.AcknowledgeAlertAsync(Of(new AlertKey(fever.Key))));
        Add(await home.CloseAlertAsync(Of(new AlertKey(fever.Key))));
        Add(await home.TransferIsolationAsync(Of(new IsolationTransfer(Zhang, "central", "county"))));
        Add(await home.EndIsolationAsync(Of(new IsolationEnd(Zhang, "released"))));
        Add(await home.LeaveAgainAsync(Of(new AboutPerson(Zhang))));
        Add(await home.ReportCaseAsync(Of(new CaseReport(Zhang, "closeContact", LinkedTo: new Person(Name: "李四", Phone: "2")))));
        Add(await home.OrderTestAsync(Of(new TestOrder(Zhang, Tomorrow))));
        Add(await home.RecordTestResultAsync(Of(new TestResult(Zhang, "negative"))));
        Add(await home.RecordVisitAsync(Of(new Visit("condolence"))));
        Add(await home.RaiseNeedAsync(Of(new RaisedNeed("n-1", "medical", "降压药"))));
        Add(await home.ResolveNeedAsync(Of(new NeedResolution("n-1", "村医送药"))));
        Add(await home.RecordDeliveryAsync(Of(new Delivery(["米", "油"]))));
        Add(await home.RegisterMigrantAsync(Of(new Migrant(Zhang, "温州", Risk: true))));
        Add(await home.ContactMigrantAsync(Of(new MigrantContact(Zhang, "phone"))));
        Add(await home.SeekJobAsync(Of(new JobSeeker(Zhang, "电焊"))));
        Add(await home.DepartToJobAsync(Of(new JobSeeker(Zhang))));
        Add(await home.PairWatchAsync(Of(new WatchPair("党员1", "partyMember"))));
        Add(await home.EndWatchAsync(Of(new WatchPair("党员1"))));
        var figures = (await home.GetTotalsAsync())!.Running;
        Assert.Equal((1m, 1m, 0m), (figures["checks.fever"], figures["visits.lowIncome"], figures["needs.open"]));
    }

    private async Task AtTheCheckpointAsync()
    {
        var gate = _client.GetGrain<ICheckpointGrain>("c");
        Add(await gate.OpenAsync(Of(new Nothing())));
        Add(await gate.PlanShiftAsync(Of(new ShiftPlan("白班", Begin, Begin.AddHours(8), ["甲"]))));
        Add(await gate.SignInAsync(Of(new OnDuty("甲"))));
        Add(await gate.RecordPassageAsync(Of(new Passage("in", "pass", From: new("太原")))));
        Add(await gate.ReportIncidentAsync(Of(new Incident("low", "劝返一车"))));
        Add(await gate.SignOutAsync(Of(new OnDuty("甲"))));
        Add(await gate.RecordDisinfectionAsync(Of(new Disinfected("卡点", 2.5m))));
        Add(await gate.CloseAsync(Of(new Nothing())));
        Assert.Equal(1m, (await gate.GetTotalsAsync())!.Running["incidents"]);
    }

    private async Task AtTheVillageAsync()
    {
        var village = _client.GetGrain<IVillageGrain>("100-1-1");
        Add(await village.ReceiveSupplyAsync(Of(new SupplyReceipt("mask", 100, "donated"))));
        Add(await village.UseSupplyAsync(Of(new Supply("mask", 20))));
        Add(await village.TransferSupplyAsync(Of(new SupplyTransfer("mask", 10, "c"))));
        Add(await village.CountSupplyAsync(Of(new Supply("mask", 69))));
        Add(await village.SetSupplyMinimumAsync(Of(new Supply("mask", 50))));
        Add(await village.EnrolStaffAsync(Of(new StaffMember("volunteer", Count: 20))));
        Add(await village.ReleaseStaffAsync(Of(new StaffMember("volunteer", Count: 5))));
        Add(await village.FormTeamAsync(Of(new Team("vanguard", "一队"))));
        Add(await village.DissolveTeamAsync(Of(new Team("vanguard", "一队"))));
        Add(await village.ReportGatheringAsync(Of(new GatheringReport("g-1", "funeral", Tomorrow, 10))));
        Add(await village.DecideGatheringAsync(Of(new GatheringDecision("g-1", "simplified"))));
        Add(await village.InspectGatheringAsync(Of(new GatheringVisit("g-1", 9, ["测温"]))));
        Add(await village.StopGatheringAsync(Of(new Stopped("wedding"))));
        Add(await village.StopViolationAsync(Of(new Stopped("rumour"))));
        Add(await village.SetClosureAsync(Of(new Closure("market"))));
        Add(await village.LiftClosureAsync(Of(new Closure("market"))));
        Add(await village.RecordPublicityAsync(Of(new Publicity("letter", 200))));
        Add(await village.AssignContactAsync(Of(new ContactMember("赵六", ["h"]))));
        Add(await village.ReleaseContactAsync(Of(new ContactMember("赵六", ["h"]))));
        Add(await village.RecordInspectionAsync(Of(new Inspection("supermarket", "超市", [new HazardFound("z-1", "未消毒", Tomorrow)]))));
        Add(await village.FixHazardAsync(Of(new HazardFix("z-1"))));
        Add(await village.RecordPatrolAsync(Of(new Patrol("主街"))));
        Add(await village.SubmitReportAsync(Of(new DailyReport(Tomorrow.AddDays(-1)))));
        var figures = (await village.GetTotalsAsync())!.Running;
        // Its own after the stocktake, and what has gone to the gate below it or is on the way there. What the gate has
        // of late it tells within a second.
        for (var deadline = DateTime.UtcNow.AddSeconds(1); Masks() != 69m + 10m && DateTime.UtcNow < deadline;)
        {
            await Task.Delay(20);
            figures = (await village.GetTotalsAsync())!.Running;
        }

        Assert.Equal(69m + 10m, Masks());
        Assert.Equal((15m, 1m), (figures["staff"], figures["gatherings.simplified.funeral"]));

        decimal Masks() => figures["stock.mask"] + figures["stock.inTransit.mask"];
    }

    private async Task AtTheCountyAsync()
    {
        var county = _client.GetGrain<ICountyGrain>("100");
        Add(await county.StartSweepAsync(Of(new Sweep(1, Tomorrow))));
        Add(await county.SetQuotaAsync(Of(new Quota("surveys", 1, "household"))));
        Add(await county.IssueNoticeAsync(Of(new IssuedNotice("n-1", "第1号通告", "即日起封村", ["100-1"]))));
        Add(await county.AcknowledgeNoticeAsync(Of(new NoticeAnswer("n-1", "100-1"))));
        Add(await county.SuperviseAsync(Of(new Supervision("镇", "到位"))));
        Add(await county.CommendAsync(Of(new Commendation("李四"))));
        Add(await county.HoldTalkAsync(Of(new Talk("villageLeader", 2))));
        Add(await county.RecordMeetingAsync(Of(new Meeting("调度会", 22))));
        Add(await county.SignAgreementAsync(Of(new Agreement("responsibility", Count: 87))));
        Add(await county.RecordDonationAsync(Of(new Donation(1000.5m))));
        var figures = (await county.GetTotalsAsync())!.Running;
        Assert.Equal((0m, 87m), (figures["notices.open"], figures["agreements.responsibility"]));
    }

    private async Task OfAUnitAsync()
    {
        var unit = _client.GetGrain<ICheckpointGrain>("n");
        Add(await unit.RegisterAsync(Of(new Registration("checkpoint", "新卡点", "100-1-1", "village"))));
        Add(await unit.AmendAsync(Of(new Amendment("南卡点"))));
        Add(await unit.MoveAsync(Of(new Move("100-1"))));
        var opened = Of(new Nothing());
        Add(await unit.OpenAsync(opened));
        Add(await unit.VoidAsync(Of(new Correction(opened.Source, opened.Seq, "误报"))));
        Add(await unit.CloseUnitAsync(Of(new Nothing())));
    }

    private static JsonElement Data(StoredEntry entry) => JsonDocument.Parse(entry.Utf8).RootElement.GetProperty("data");

    private static bool Has(JsonElement data, string field, string json) =>
        data.TryGetProperty(field, out var value) && JsonElement.DeepEquals(value, JsonDocument.Parse(json).RootElement);

    private static string TypeOf(StoredEntry entry) =>
        JsonDocument.Parse(entry.Utf8).RootElement.GetProperty("type").GetString()!;

    private FieldRecord<T> Of<T>(T data) => new("app", ++_seq, Begin.AddMinutes(_seq), data, "乙");

    private void Add(RecordResult result) => _results.Add(result);
}
