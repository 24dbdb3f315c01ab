package dev.groundplan;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A browser without JavaScript that follows no redirects: keeps its cookies and sends the CSRF
 * token of the portal.
 */
public final class Browser {
    /** The status of an event stream that was opened but has nothing to say yet. */
    public static final int SILENT = 0;

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final String origin;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    public Browser(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    /** Signed in as a person of the demo, whose password is the username. */
    public static Browser signedIn(int port, String username) {
        Browser browser = new Browser(port);
        Answer answer = browser.signIn(username, username);
        if (answer.status() != 302 || answer.location().contains("login")) {
            throw new AssertionError("Can't sign in as " + username + ": " + answer.location());
        }
        return browser;
    }

    public Answer signIn(String username, String password) {
        csrf = "";
        Answer answer = post("/login", Map.of("username", username, "password", password));
        csrf = "";
        return answer;
    }

    /** Headers are name, value, name, value. */
    public Answer get(String path, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Accept", "text/html")
                        .GET(),
                headers);
    }

    /** Posts a form with the CSRF token of the session. */
    public Answer post(String path, Map<String, String> fields, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf());
        return postWithoutToken(path, all, headers);
    }

    /** Posts a form with just these fields. */
    public Answer postWithoutToken(String path, Map<String, String> fields, String... headers) {
        String body =
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", body, headers);
    }

    /** Sends any request with a body. */
    public Answer send(String method, String path, String type, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(request, headers);
    }

    /** The token that the forms of this session carry. */
    public String csrf() {
        if (csrf.isEmpty()) {
            Answer page = get("/login");
            Document html = page.status() == 200 ? page.html() : get("/account/password").html();
            Element field = html.selectFirst("input[name=_csrf]");
            csrf = field == null ? "" : field.attr("value");
        }
        return csrf;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
        csrf = "";
    }

    private Answer send(HttpRequest.Builder request, String... headers) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            request.timeout(path(request).endsWith("/events") ? SILENCE : PATIENCE);
            HttpResponse<InputStream> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.headers(), read(response));
        } catch (HttpTimeoutException silence) {
            return new Answer(SILENT, HttpHeaders.of(Map.of(), (name, value) -> true), "");
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String path(HttpRequest.Builder request) {
        return request.copy().build().uri().getPath();
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Event streams don't end: they are left at once. */
    private static String read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String type = response.headers().firstValue("content-type").orElse("");
            return type.startsWith("text/event-stream")
                    ? ""
                    : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {
        public Document html() {
            return Jsoup.parse(body);
        }

        /** Empty when the header is missing. */
        public String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        public String location() {
            return header("location");
        }

        public boolean isLoginPage() {
            return status() == 302 && location().startsWith("/login");
        }
    }
}
