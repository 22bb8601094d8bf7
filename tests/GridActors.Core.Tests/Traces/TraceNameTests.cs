using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Tests.Records;
using GridActors.Core.Traces;

namespace GridActors.Core.Tests.Traces;

public sealed class TraceNameTests
{
    [Theory]
    [InlineData("晋J12345", "晋j 12345")]
    [InlineData("晋J12345", "晋J·12345")]
    [InlineData("晋J12345", "晋Ｊ-１２３４５")]
    [InlineData("晋J12345", "　晋J.12345 ")]
    public void One_plate_however_it_is_written_is_one_name(string plate, string other) =>
        Assert.Equal(TraceName.OfVehicle(plate), TraceName.OfVehicle(other));

    [Theory]
    [InlineData("G1234", "g1234 ")]
    [InlineData("K7—0122", "k7-0122")]
    public void One_trip_however_it_is_written_is_one_name(string trip, string other) =>
        Assert.Equal(TraceName.OfTrip(trip), TraceName.OfTrip(other));

    [Fact]
    public void What_differs_stays_different()
    {
        Assert.NotEqual(TraceName.OfVehicle("晋J12345"), TraceName.OfVehicle("晋J12346"));
        Assert.NotEqual(TraceName.OfTrip("G1-2"), TraceName.OfTrip("G12"));
        Assert.NotEqual(TraceName.OfVehicle("G1"), TraceName.OfTrip("G1"));
        Assert.NotEqual(Names(Passport("E1")), Names(Passport("E1") with { IdType = "other" }));
        Assert.NotEqual(Names(Called("张三", "1")), Names(Called("张三", "12")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" · ")]
    public void Of_a_plate_without_letters_there_is_no_name(string plate) => Assert.Null(TraceName.OfVehicle(plate));

    [Fact]
    public void A_person_is_found_by_document_and_by_name_with_telephone()
    {
        Assert.Equal(2, Names(Passport("E1") with { Name = "张三", Phone = "138" }).Count);
        Assert.Single(Names(Passport("E1") with { Name = "张三" }));
        Assert.Equal(Names(Called("张 三", "138-0000 1111")), Names(Called("张三", "13800001111")));
        Assert.Empty(Names(new PersonName(null, null, "张三", null)));
    }

    /// <summary>These bytes are in the indexes of deployments, hashed: they may never change.</summary>
    [Fact]
    public void What_is_hashed_stays_the_same_for_ever()
    {
        Assert.Equal("v晋J12345", Hashed(TraceName.OfVehicle("晋j·12345")!.Value));
        Assert.Equal("tG1234", Hashed(TraceName.OfTrip("g1234")!.Value));
        Assert.Equal("dpassport\nE1", Hashed(Names(Passport("E1")).Single()));
        Assert.Equal("c张三\n138", Hashed(Names(Called("张三", "138")).Single()));
    }

    [Theory]
    [InlineData("checkpoint", "passage", 3,
        """{"direction":"in","outcome":"pass","person":{"name":"a","phone":"1"},"vehicle":"晋J1","trip":"G1"}""")]
    [InlineData("checkpoint", "passage", 0, """{"direction":"in","outcome":"pass","people":4}""")]
    [InlineData("household", "returnee.register", 4,
        """
        {"person":{"name":"a","phone":"1"},"from":{"place":"武汉","class":"wuhan"},"arrived":"2020-01-22","trip":"G1",
        "companions":["李四",{"name":"b","phone":"2"},{"id":"E1","idType":"passport"}]}
        """)]
    [InlineData("household", "case.report", 2,
        """{"person":{"name":"a","phone":"1"},"status":"coTraveller","linkedTo":{"id":"E1","idType":"passport"}}""")]
    [InlineData("household", "case.report", 1,
        """{"person":{"name":"a","phone":"1"},"status":"closeContact","linkedTo":"镇上的病例"}""")]
    public void A_record_says_whom_and_what_it_names(string kind, string type, int names, string data)
    {
        var unit = UnitUnderTest.Registered(kind, more: kind == "checkpoint" ? ",\"tier\":\"village\"" : "");
        unit = kind == "checkpoint" ? unit.Accept("02-01 06:00", "checkpoint.open") : unit;
        unit.Accept("02-03 08:00", type, data.ReplaceLineEndings(""));
        var reader = new RecordReader(UnitUnderTest.Catalogue, UnitUnderTest.Shanghai);
        var found = new HashSet<TraceName>();
        ((ITraced)reader.ReadStored(unit.Journal[^1]).Record.Data).NameIn(found);
        Assert.Equal(names, found.Count);
    }

    [Fact]
    public void A_national_id_with_a_small_x_is_the_same_person()
    {
        var id = NationalIds.WithCheck("11010519491231002");
        Assert.EndsWith("X", id);
        Assert.Equal(
            Names(new PersonName("nationalId", id, null, null)), Names(new PersonName("nationalId", id.ToLowerInvariant(), null, null)));
    }

    private static PersonName Passport(string id) => new("passport", id, null, null);

    private static PersonName Called(string name, string phone) => new(null, null, name, phone);

    private static HashSet<TraceName> Names(PersonName person)
    {
        var names = new HashSet<TraceName>();
        TraceName.AddTo(names, person);
        return names;
    }

    private static string Hashed(TraceName name) => Encoding.UTF8.GetString(name.ToUtf8());
}
