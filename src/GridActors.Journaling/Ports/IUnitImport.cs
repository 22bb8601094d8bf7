namespace GridActors.Journaling.Ports;

/// <summary>One line of a list of units, as it was written; nothing in it has been judged yet.</summary>
/// <param name="Line">The line in the file, from 1; the header is line 1.</param>
/// <param name="Parent">Null for a unit at the top of the tree.</param>
/// <param name="Tier">Of checkpoints; null when not said.</param>
/// <param name="Households">Planned number of households; null when not said.</param>
public sealed record UnitRow(
    int Line, string Code, string Name, string Kind, string? Parent, string? Tier, string? Households);

/// <summary>Why one row made no unit; the other rows are not concerned.</summary>
/// <param name="Unit">The code as written.</param>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Field">The column it is about; null when it is about the row.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record UnitImportFailure(int Line, string Unit, string Code, string? Field, string Message);

/// <param name="Registered">Rows that made a unit.</param>
/// <param name="Unchanged">Rows whose unit was there already, just so.</param>
/// <param name="Failures">Ascending by line.</param>
public sealed record UnitImportResult(int Registered, int Unchanged, IReadOnlyList<UnitImportFailure> Failures);

/// <summary>Registers many units at once, without making an actor of each.</summary>
public interface IUnitImport
{
    /// <summary>
    /// Registers the rows, whose order does not matter: parents come before their children whatever their lines. Done
    /// when all that is counted as registered is durable. Repeating it is harmless, so an import that broke off is
    /// finished by sending the same rows again.
    /// </summary>
    /// <param name="progress">Told now and then how many rows are done with.</param>
    /// <exception cref="JournalUnavailableException">Some rows may be registered; send all of them again.</exception>
    Task<UnitImportResult> ImportAsync(
        IReadOnlyList<UnitRow> rows, IProgress<int>? progress, CancellationToken cancellation);
}
