namespace GridActors.CommandLine.Commands;

/// <summary>The program was started with settings that cannot work; told to the user in one line.</summary>
internal sealed class OptionsException(string message) : Exception(message);
