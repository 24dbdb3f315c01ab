package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.READER;
import static dev.groundplan.form.TestForms.VALIDATOR;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ObjectNode;

/** One form on a server of its own, under the portal's content security policy. */
final class FormSite implements AutoCloseable {
    private static final String PAGE =
            """
            <!doctype html><html lang="en" data-bs-theme="%s"><head><meta charset="utf-8"><title>Form</title>
            <meta name="viewport" content="width=device-width">
            <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}'>
            <link rel="stylesheet" href="/webjars/tabler__core/1.4.0/dist/css/tabler.min.css">
            <link rel="stylesheet" href="/css/form.css"><link rel="icon" href="data:,">
            <script src="/webjars/htmx.org/2.0.10/dist/htmx.min.js" defer></script>
            <script src="/js/form.js" defer></script></head><body><main class="container-xl"><h1>Form</h1>%s</main></body></html>
            """;

    private final HttpServer server;
    private final FormDefinition form = TestForms.webServer();
    private volatile ObjectNode submitted = Defaults.initial(form);

    FormSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/environments", this::form);
        server.createContext("/environments/check", this::check);
        server.createContext("/css/", exchange -> resource(exchange, "static", "text/css"));
        server.createContext("/js/", exchange -> resource(exchange, "static", "text/javascript"));
        server.createContext("/webjars/", this::webjar);
        server.start();
    }

    String url(String theme) {
        return "http://127.0.0.1:%d/environments?%s"
                .formatted(server.getAddress().getPort(), theme);
    }

    /** What the last submit said. */
    ObjectNode submitted() {
        return submitted;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void form(HttpExchange exchange) throws IOException {
        var sent = sent(exchange);
        var edit = FormEdit.in(sent);
        var values =
                sent.isEmpty()
                        ? Defaults.initial(form)
                        : READER.read(form, edit.map(e -> e.apply(sent)).orElse(sent));
        submitted = values;
        var problems =
                sent.isEmpty() || edit.isPresent()
                        ? List.<ValueProblem>of()
                        : VALIDATOR.validate(form, values, Known.nothing());
        var page = RenderedForm.of(FORMS.view(form, values, problems, Known.nothing()));
        var theme = "dark".equals(exchange.getRequestURI().getQuery()) ? "dark" : "light";
        answer(
                exchange,
                problems.isEmpty() ? 200 : 422,
                "text/html",
                PAGE.formatted(theme, page.html()));
    }

    private void check(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var name = headers.getFirst("HX-Trigger-Name");
        var changed = name == null ? headers.getFirst("HX-Trigger") : name;
        var check = FORMS.check(form, sent(exchange), changed, Known.nothing());
        var html =
                RenderedForm.of(
                        "<th:block th:replace=\"~{form/_check}\"></th:block>",
                        Map.of("check", check));
        answer(exchange, 200, "text/html", html.html());
    }

    private void webjar(HttpExchange exchange) throws IOException {
        var css = exchange.getRequestURI().getPath().endsWith(".css");
        resource(exchange, "META-INF/resources", css ? "text/css" : "text/javascript");
    }

    private void resource(HttpExchange exchange, String root, String type) throws IOException {
        var name = "/" + root + exchange.getRequestURI().getPath();
        try (var stream = getClass().getResourceAsStream(name)) {
            var found = stream != null;
            answer(
                    exchange,
                    found ? 200 : 404,
                    type,
                    found ? new String(stream.readAllBytes(), StandardCharsets.UTF_8) : "");
        }
    }

    private static MultiValueMap<String, String> sent(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var sent = new LinkedMultiValueMap<String, String>();
        for (var pair : body.isEmpty() ? new String[0] : body.split("&")) {
            var parts = pair.split("=", 2);
            sent.add(decode(parts[0]), decode(parts[1]));
        }
        return sent;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
