package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nobody changes anything with a link, nor from another site. */
@GroundplanTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossSiteRequestTests {
    private static final List<String> BREATHING =
            List.of("\"spring_session", "\"scheduled_tasks\"", "\"worker\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    @LocalServerPort int port;
    @Autowired RouteFixtures fixtures;
    @Autowired JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private Browser admin = new Browser(0);
    private String foreignToken = "";

    @BeforeAll
    void signIn() {
        admin = Browser.signedIn(port, "admin");
        foreignToken = Browser.signedIn(port, "developer2").csrf();
    }

    @TestFactory
    Stream<DynamicTest> everyFormIsRefusedWithoutTheTokenOfItsSession() {
        return Stream.concat(postPatterns(), Stream.of("/logout", "/login"))
                .map(pattern -> DynamicTest.dynamicTest(pattern, () -> refusesForgeries(pattern)));
    }

    private void refusesForgeries(String pattern) {
        String path = fixtures.path(pattern, "admin");
        assertThat(admin.postWithoutToken(path, Map.of()).status()).as("no token").isEqualTo(403);
        assertThat(admin.postWithoutToken(path, Map.of("_csrf", foreignToken)).status())
                .as("token of another session")
                .isEqualTo(403);
        assertThat(admin.send("POST", path, "text/plain", "_csrf=" + admin.csrf()).status())
                .as("text/plain")
                .isEqualTo(403);
        for (String site : List.of("cross-site", "same-site")) {
            Answer answer = admin.post(path, Map.of(), "Sec-Fetch-Site", site);
            assertThat(answer.status()).as(site).isEqualTo(403);
        }
    }

    private Stream<String> postPatterns() {
        return mapping.getHandlerMethods().keySet().stream()
                .filter(
                        info ->
                                info.getMethodsCondition()
                                        .getMethods()
                                        .contains(RequestMethod.POST))
                .flatMap(info -> info.getPatternValues().stream())
                .filter(pattern -> !pattern.startsWith("/api/"));
    }

    @Test
    void theApiTakesNoSession() {
        assertThat(admin.get("/api/v1/tokens").status()).isEqualTo(401);
        assertThat(admin.send("POST", "/api/v1/tokens", FORM, "_csrf=" + admin.csrf()).status())
                .isEqualTo(401);
    }

    @Test
    void readingEveryPageLeavesTheDatabaseAsItWas() throws Exception {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> paths =
                mapping.getHandlerMethods().keySet().stream()
                        .filter(
                                info ->
                                        info.getMethodsCondition()
                                                .getMethods()
                                                .contains(RequestMethod.GET))
                        .flatMap(info -> info.getPatternValues().stream())
                        .map(pattern -> fixtures.path(pattern, "admin"))
                        .toList();
        String before = database();

        paths.forEach(path -> seen.put(path, admin.get(path, "Sec-Purpose", "prefetch").status()));

        assertThat(seen).isNotEmpty();
        assertThat(database()).isEqualTo(before);
    }

    /**
     * All rows but those of sessions, whose last access is written at every request, and
     * heartbeats.
     */
    private String database() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        jdbc.sql("script").query(String.class).list().stream()
                .filter(line -> BREATHING.stream().noneMatch(line::contains))
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
