package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.security.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every route that Spring MVC knows with every kind of person. What each of them must get is
 * in routes.txt; a route that is missing there, or has no declared rule, fails.
 */
@GroundplanTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteAccessTests {
    private static final List<String> SESSIONS =
            List.of(
                    RouteFixtures.VIEWER,
                    "developer",
                    "approver",
                    "owner",
                    "developer2",
                    RouteFixtures.AUDITOR,
                    "admin");
    private static final Set<TokenScope> EVERY_SCOPE = EnumSet.allOf(TokenScope.class);

    @LocalServerPort int port;
    @Autowired RouteFixtures fixtures;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private final Map<String, Browser> browsers = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private String readToken = "";

    @BeforeAll
    void signIn() {
        fixtures.addPeople();
        SESSIONS.forEach(username -> browsers.put(username, Browser.signedIn(port, username)));
        SESSIONS.forEach(username -> tokens.put(username, fixtures.tokenOf(username, EVERY_SCOPE)));
        readToken = fixtures.tokenOf("owner", Set.of(TokenScope.READ));
    }

    @Test
    void everyControllerDeclaresWhoMayCallIt() {
        List<String> undeclared =
                mapping.getHandlerMethods().values().stream()
                        .filter(
                                method ->
                                        method.getBeanType().getName().startsWith("dev.groundplan"))
                        .filter(method -> Routes.declaredBy(method).isEmpty())
                        .map(HandlerMethod::toString)
                        .toList();

        assertThat(undeclared).isEmpty();
    }

    @Test
    void everyRouteOfTheApiThatChangesSomethingNeedsMoreThanAReadingToken() {
        List<String> tooOpen = new ArrayList<>();
        mapping.getHandlerMethods()
                .forEach(
                        (info, method) ->
                                names(info)
                                        .filter(
                                                name ->
                                                        name.contains(" /api/")
                                                                && !name.startsWith("GET"))
                                        .filter(name -> scope(method) == TokenScope.READ)
                                        .forEach(tooOpen::add));

        assertThat(tooOpen).isEmpty();
    }

    private static TokenScope scope(HandlerMethod method) {
        return Routes.declaredBy(method).map(Routes.Rule::scope).orElse(TokenScope.READ);
    }

    @Test
    void everyRouteHasItsLineInTheTableAndEveryLineItsRoute() {
        Set<String> known = new TreeSet<>();
        mapping.getHandlerMethods().keySet().forEach(info -> names(info).forEach(known::add));
        Set<String> gone = new TreeSet<>(expectations().keySet());
        gone.removeAll(known);
        known.removeAll(expectations().keySet());

        assertThat(known.stream().map(this::line))
                .as(
                        "routes without a line, with what everybody gets now: judge it before you copy it")
                .isEmpty();
        assertThat(gone).as("lines without a route").isEmpty();
    }

    private String line(String route) {
        return route.replaceFirst(" ", "  ") + "  " + String.join("  ", everybodys(route));
    }

    @TestFactory
    Stream<DynamicTest> everybodyGetsWhatTheTableSays() {
        return expectations().entrySet().stream()
                .map(
                        line ->
                                DynamicTest.dynamicTest(
                                        line.getKey(),
                                        () -> check(line.getKey(), line.getValue())));
    }

    private void check(String route, List<String> expected) {
        assertThat(everybodys(route))
                .as("%s for anonymous, %s, reading token", route, SESSIONS)
                .isEqualTo(expected);
    }

    private List<String> everybodys(String route) {
        List<String> got = new ArrayList<>();
        got.add(ask(new Browser(port), route, "", ""));
        SESSIONS.forEach(username -> got.add(askAs(username, route)));
        got.add(ask(new Browser(port), route, "owner", readToken));
        return got;
    }

    /** Programs have no session, so people use a token with every scope there. */
    private String askAs(String username, String route) {
        return route.contains(" /api/")
                ? ask(new Browser(port), route, username, tokens.getOrDefault(username, ""))
                : ask(throwAway(route, username), route, username, "");
    }

    /** Changing who is signed in must not spoil the session of the next route. */
    private Browser throwAway(String route, String username) {
        return route.endsWith("/demo/switch")
                ? Browser.signedIn(port, username)
                : browsers.getOrDefault(username, new Browser(port));
    }

    private String ask(Browser browser, String route, String username, String token) {
        String method = route.substring(0, route.indexOf(' '));
        String path = fixtures.path(route.substring(route.indexOf(' ') + 1), username);
        String[] headers = headers(path, token);
        Browser.Answer answer =
                switch (method) {
                    case "GET" -> browser.get(path, headers);
                    case "POST" ->
                            path.startsWith("/api/")
                                    ? browser.send("POST", path, "application/json", "{}", headers)
                                    : browser.post(path, Map.of(), headers);
                    default -> browser.send(method, path, "application/json", "{}", headers);
                };
        if (answer.status() == Browser.SILENT) {
            return "open";
        }
        assertThat(answer.header("content-security-policy"))
                .as(route)
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("x-content-type-options")).as(route).isEqualTo("nosniff");
        if (answer.header("content-type").startsWith("text/event-stream")) {
            return "open";
        }
        return answer.isLoginPage() ? "login" : String.valueOf(answer.status());
    }

    private static String[] headers(String path, String token) {
        String accept = path.startsWith("/api/") ? "*/*" : "text/html";
        return token.isEmpty()
                ? new String[] {"Accept", accept}
                : new String[] {"Accept", accept, "Authorization", "Bearer " + token};
    }

    private static Stream<String> names(RequestMappingInfo info) {
        Set<?> methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(
                        pattern ->
                                methods.isEmpty()
                                        ? Stream.of("GET " + pattern)
                                        : methods.stream().map(method -> method + " " + pattern));
    }

    private static Map<String, List<String>> expectations() {
        try (var table = RouteAccessTests.class.getResourceAsStream("/routes.txt")) {
            Map<String, List<String>> lines = new LinkedHashMap<>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(
                            cells ->
                                    lines.put(
                                            cells[0] + " " + cells[1],
                                            Arrays.asList(cells).subList(2, cells.length)));
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
