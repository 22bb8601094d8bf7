namespace GridActors.Core.Tests.Units;

/// <summary>Makes months of a checkpoint: opened, closed, passed; corrected; closed for good.</summary>
internal static class CheckpointMonth
{
    public static Month Of(Random chance)
    {
        var diary = new Diary(chance);
        diary.Add("unit.register", """{"kind":"checkpoint","name":"卡点","parent":"village","tier":"village"}""");
        var isOpen = false;
        for (var count = chance.Next(5, 80); count > 0; count--)
        {
            diary.At += chance.Of(0, 1, 30, 400, (1440 - (diary.At % 1440)) % 1440);
            switch (chance.Next(11))
            {
                case 0:
                    isOpen = true;
                    diary.Add("checkpoint.open", "{}");
                    break;
                case 1:
                    isOpen = false;
                    diary.Add("checkpoint.close", "{}");
                    break;
                case 2:
                    diary.Add("unit.move", $$"""{"parent":"{{chance.Of("village", "village-2", "township")}}"}""");
                    break;
                case 4:
                    Sign(diary, chance);
                    break;
                case 3:
                    diary.Add("incident", """{"severity":"high","text":"强行闯卡"}""");
                    break;
                case > 4 when isOpen:
                    Pass(diary, chance);
                    break;
                default:
                    break;
            }
        }

        if (chance.Next(3) == 0)
        {
            diary.Add("unit.close", "{}");
        }

        return new Month([.. diary.Notes], chance.Next());
    }

    private static void Sign(Diary diary, Random chance)
    {
        // What is signed without the other end between is told for what it is.
        var last = diary.Notes.FindLast(note => note.Type.StartsWith("shift.sign", StringComparison.Ordinal));
        var isOut = last?.Type == "shift.signIn" && chance.Next(4) > 0;
        diary.Add(isOut ? "shift.signOut" : "shift.signIn", """{"worker":"甲"}""");
    }

    private static void Pass(Diary diary, Random chance)
    {
        var more = chance.Of(
            "", ",\"people\":4", ",\"vehicle\":\"晋J12345\"", ",\"temperature\":37.3", ",\"code\":\"red\",\"outsider\":true",
            ",\"person\":{\"name\":\"甲\",\"phone\":\"1\"}");
        var passage = diary.Add(
            "passage", $$"""{"direction":"{{chance.Of("in", "out")}}","outcome":"{{chance.Of("pass", "turnedBack")}}"{{more}}}""");
        if (IsAlarming(more) && chance.Next(2) == 0)
        {
            diary.At += chance.Of(0, 30, 2_000);
            var kind = more.Contains("red") ? "redCode" : "fever";
            diary.Add(chance.Of("alert.acknowledge", "alert.close"), $$"""{"key":"{{kind}}:{{passage.Source}}/{{passage.Seq}}"}""");
            return;
        }

        if (chance.Next(6) == 0)
        {
            diary.Add("record.void", $$"""{"source":"{{passage.Source}}","seq":{{passage.Seq}},"reason":"填错"}""");
        }
    }

    private static bool IsAlarming(string more) => more.Contains("37.3") || more.Contains("red");
}
