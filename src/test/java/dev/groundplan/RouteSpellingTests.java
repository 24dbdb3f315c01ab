package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A stranger gets no closer to a route by spelling it differently. */
@GroundplanTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteSpellingTests {
    private static final List<String> OPEN = List.of("/login", "/demo/switch");

    @LocalServerPort int port;
    @Autowired RouteFixtures fixtures;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void everySpellingOfEveryProtectedRouteIsRefused() {
        List<String> open = new ArrayList<>();
        for (String path : protectedPaths().toList()) {
            for (String line : spellings(path)) {
                String answer = ask(line);
                if (!isRefusal(answer)) {
                    open.add(line + " -> " + answer.lines().findFirst().orElse(""));
                }
            }
        }

        assertThat(open).isEmpty();
    }

    private Stream<String> protectedPaths() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .distinct()
                .filter(pattern -> !OPEN.contains(pattern))
                .map(pattern -> fixtures.path(pattern, "owner"));
    }

    private static List<String> spellings(String path) {
        String last = path.substring(1);
        return List.of(
                "GET " + path,
                "HEAD " + path,
                "OPTIONS " + path,
                "TRACE " + path,
                "PUT " + path,
                "PATCH " + path,
                "GET " + path + "/",
                "GET " + path + "//",
                "GET /" + path,
                "GET " + path + ";x=1",
                "GET " + path + ";.css",
                "GET " + path + ".css",
                "GET " + path + ".json",
                "GET " + path + "/login",
                "GET " + path + "/../" + last,
                "GET /css/.." + path,
                "GET /css/..;" + path,
                "GET /login/.." + path,
                "GET /login;" + path,
                "GET /css%2f.." + path,
                "GET /%2e" + path,
                "GET /" + last.replaceFirst("/", "%2F"),
                "GET " + path + "%00",
                "GET " + path + "%0a",
                "GET " + path + "%20",
                "GET " + path + "?_method=GET&continue=/login",
                "GET " + path.toUpperCase(Locale.ROOT),
                "GET /\\" + last,
                "GET /." + path);
    }

    /** Tomcat itself answers some spellings with 400; unknown methods with 405 or 501. */
    private static boolean isRefusal(String answer) {
        String status = answer.length() > 12 ? answer.substring(9, 12) : "";
        boolean toLogin =
                status.equals("302")
                        && answer.toLowerCase(Locale.ROOT).contains("location: /login");
        return toLogin || List.of("400", "401", "403", "404", "405", "501").contains(status);
    }

    private String ask(String line) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request =
                    line
                            + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                            + "X-HTTP-Method-Override: GET\r\nX-Original-URL: /login\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
