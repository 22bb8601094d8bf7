namespace GridActors.CommandLine.Commands;

/// <summary>A server that a verb is a client of.</summary>
internal static class RunningServer
{
    /// <exception cref="OptionsException">That is no address of a server, or no access token.</exception>
    public static HttpClient Connect(string url, string? token)
    {
        // What else is a URI, such as ftp: or a path of this machine, would be found out by the first request only.
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new OptionsException(
                $"'{url}' is no address of a server: it should be like {CommonOptions.DefaultUrls}");
        }

        if (token?.All(letter => letter is > ' ' and <= '~') == false)
        {
            throw new OptionsException("--token has characters that no access token has");
        }

        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return http;
    }
}
