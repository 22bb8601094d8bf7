namespace GridActors.Core.Tests.Records;

/// <summary>Valid national ids, computed as ISO 7064 MOD 11-2 says and not as the product computes them.</summary>
public static class NationalIds
{
    public static string Of(int number, string birth = "19700101") => WithCheck($"141127{birth}{number % 1000:000}");

    public static string WithCheck(string digits)
    {
        // Pure recursion of the standard: P = ((P + digit) * 2) mod 11, the check character makes the rest 1.
        var rest = 0;
        foreach (var digit in digits)
        {
            rest = (rest + (digit - '0')) * 2 % 11;
        }

        return digits + "0123456789X"[(12 - rest) % 11];
    }
}
