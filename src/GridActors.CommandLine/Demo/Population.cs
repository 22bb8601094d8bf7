namespace GridActors.CommandLine.Demo;

/// <summary>A made-up person.</summary>
internal sealed record Resident(string Name, string Id, string Phone);

/// <summary>
/// Makes people up, no two alike. Their names are usual in Lan County; their ids and telephones are well-formed and
/// can be nobody's: 141199 is no county, and no mobile number starts with 120.
/// </summary>
internal sealed class Population(Random random)
{
    private const string Region = "141199";
    private const string PhonePrefix = "120";
    private const string Surnames =
        "王李张刘牛梁程杨高任郭赵武贾白石温苏韩孟冯尹史曹闫秦邸马薛吕康兰袁侯段裴索毕宁冀段郝雷樊党弓祁田崔邢段曲葛阎";

    private const string MenNames =
        "建国军明强伟平福贵生荣海龙虎峰斌华文武林森志勇刚毅俊杰东亮旺兴财有根拴成宝玉永清云山河涛鹏飞宇浩";

    private const string WomenNames =
        "秀英兰芳桂花梅玲丽娟红霞艳燕萍翠莲巧云凤仙爱香改变润娥月琴青竹雪慧敏静婷婧雯丹琳佳欣怡璐瑶";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly HashSet<string> _ids = [];
    private readonly HashSet<string> _phones = [];

    /// <summary>A person born in one of these years.</summary>
    public Resident Next(int bornFrom = 1948, int bornTo = 2001)
    {
        while (true)
        {
            var isWoman = random.Percent(48);
            var born = new DateOnly(random.Next(bornFrom, bornTo + 1), 1, 1).AddDays(random.Next(365));
            var number = (random.Next(500) * 2) + (isWoman ? 0 : 1);
            var id = WithCheckDigit(Text($"{Region}{born:yyyyMMdd}{number:000}"));
            var phone = Text($"{PhonePrefix}{random.Next(100_000_000):00000000}");
            if (_ids.Add(id) && _phones.Add(phone))
            {
                return new Resident(NameOf(isWoman), id, phone);
            }
        }
    }

    /// <summary>A name alone, for those who only sign what they entered.</summary>
    public string NextName() => NameOf(random.Percent(40));

    /// <summary>A plate of Lüliang or, for a stranger, of elsewhere; plates that are issued hold no letter I.</summary>
    public string NextPlate(bool isStranger = false)
    {
        string[] elsewhere = ["晋A", "晋H", "晋K", "晋C", "陕K", "冀A", "豫A", "蒙K"];
        var region = isStranger ? random.Of(elsewhere) : "晋J";
        return Text($"{region}{random.Next(10)}I{random.Next(1000):000}");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private string NameOf(bool isWoman)
    {
        var given = isWoman ? WomenNames : MenNames;
        var surname = Surnames[random.Next(Surnames.Length)];
        var first = given[random.Next(given.Length)];
        return random.Percent(22) ? $"{surname}{first}" : $"{surname}{first}{given[random.Next(given.Length)]}";
    }

    /// <summary>GB 11643: the ISO 7064 MOD 11-2 check character after 17 digits.</summary>
    private static string WithCheckDigit(string digits) =>
        digits + "10X98765432"[digits.Select((digit, at) => (digit - '0') * Weights[at]).Sum() % 11];
}
