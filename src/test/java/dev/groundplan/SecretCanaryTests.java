package dev.groundplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A secret goes in through the form and comes out nowhere. */
@AttackPortal
@ExtendWith(OutputCaptureExtension.class)
class SecretCanaryTests {
    private static final String SECRET = "Zebra-\"q\"-'x'-&<t>/0815+é";

    @Autowired AttackDesk desk;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;
    @Autowired People people;
    @Autowired ApiTokens tokens;

    @Test
    void isNotRepeatedWhenAFieldBesideItIsRefused(CapturedOutput printed) {
        var developer = desk.as("developer");
        var form = AttackDesk.form("keeper", "shop", "password", SECRET, "copies", "77");

        var refused = developer.post("/environments/new", form);
        var checked =
                developer.post(
                        "/environments/new/check", form, "HX-Trigger-Name", "values/password");

        assertThat(refused.status()).isEqualTo(422);
        assertClean("the form again", refused.body());
        assertClean("the check of the field", checked.body());
        assertClean("the portal's own log", printed.getAll());
    }

    @Test
    void isShownNowhereFromTheReviewToTheEnd(CapturedOutput printed) throws Exception {
        desk.needsTerraform();
        var developer = desk.as("developer");
        var form = AttackDesk.form("keeper", "shop", "password", SECRET, "copies", "2");
        var review = developer.post("/environments/new", form);
        assertThat(review.location()).startsWith("/environments/drafts/");
        assertClean("the review", developer.get(review.location()).body());
        assertClean("the form of the draft", developer.get(review.location() + "/form").body());
        assertClean("the database with the draft", database());

        var run = desk.await(desk.send(developer, form), RunStatus.AWAITING_APPROVAL);
        everyPage(run).forEach(SecretCanaryTests::assertClean);
        desk.approve(desk.as("approver"), run);
        var ended = desk.await(run, RunStatus.APPLIED);

        everyPage(ended).forEach(SecretCanaryTests::assertClean);
        assertThat(developer.get("/runs/" + run.id() + "/log/raw").body()).contains("••••••");
        assertClean("the database", database());
        assertClean("the portal's own log", printed.getAll());
    }

    /** Marked as sensitive by the tool, presented as plain text by the template. */
    @Test
    void isRevealedToARequesterOnlyWhoAsksForItAndLeavesATrace() {
        desk.needsTerraform();
        var run = desk.applied("keeper", "password", SECRET, "copies", "1");
        var url = "/environments/" + run.environmentId() + "/outputs/shown";

        assertClean("the question", desk.as("developer").get(url).body());
        assertThat(desk.as("developer").post(url, Map.of()).html().text()).contains(SECRET);
        assertThat(desk.as("admin").post(url, Map.of()).status()).isEqualTo(403);
        assertThat(desk.as("developer2").post(url, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void noAddressCarriesATokenNorOpensAnythingWithOne() {
        var token = token();
        for (var name : List.of("access_token", "token", "Authorization", "api_key", "bearer")) {
            var answer =
                    new Browser(desk.port())
                            .get("/api/v1/runs?" + name + "=" + token, "Accept", "*/*");
            assertThat(answer.status()).as(name).isEqualTo(401);
        }
        var developer = desk.as("developer");
        for (var path : List.of("/", "/runs", "/environments", "/account", "/catalog", "/queue")) {
            var html = developer.get(path).html();
            assertThat(html.select("[href], [src], [action]").toString())
                    .as(path)
                    .doesNotContain(
                            "token=", "_csrf=", "jsessionid", developer.cookie("groundplan"));
        }
    }

    private String token() {
        var owner =
                people.current(people.byUsername("developer").orElseThrow().id())
                        .orElseThrow()
                        .viewer();
        return tokens.create(
                        owner,
                        "Canary",
                        EnumSet.allOf(TokenScope.class),
                        Instant.now().plus(Duration.ofDays(1)))
                .secret();
    }

    private Map<String, String> everyPage(Run run) throws Exception {
        var developer = desk.as("developer");
        var pages = new LinkedHashMap<String, String>();
        var runPath = "/runs/" + run.id();
        var environment = "/environments/" + run.environmentId();
        for (var path :
                List.of(runPath, runPath + "/log", runPath + "/log/raw", environment + "/change")) {
            pages.put(path, developer.get(path).body());
        }
        for (var tab : "overview resources outputs files runs state settings".split(" ")) {
            pages.put(tab, desk.as("approver").get(environment + "?tab=" + tab).body());
        }
        for (var path :
                List.of(
                        runPath,
                        runPath + "/changes",
                        runPath + "/log",
                        environment,
                        environment + "/state-versions")) {
            pages.put("/api/v1" + path, api(path));
        }
        pages.put("stream", stream(developer, runPath + "/events"));
        pages.forEach((path, body) -> assertThat(body).as(path).isNotEmpty());
        return pages;
    }

    private String api(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + desk.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token())
                        .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        // A requester does not even see which states there are.
        assertThat(answer.statusCode())
                .as(path)
                .isEqualTo(path.endsWith("state-versions") ? 403 : 200);
        return answer.body();
    }

    /** What comes in the first two seconds, or until the portal ends it. */
    private String stream(Browser browser, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.port() + path))
                        .header("Cookie", "groundplan=" + browser.cookie("groundplan"))
                        .build();
        var body =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body();
        var text = new StringBuilder();
        var end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        try (body) {
            while (System.nanoTime() < end && !text.toString().contains("event:end")) {
                if (body.available() > 0) {
                    text.append(new String(body.readNBytes(body.available()), UTF_8));
                }
            }
        }
        return text.toString();
    }

    private String database() {
        return String.join("\n", jdbc.sql("script").query(String.class).list());
    }

    private static void assertClean(String where, String text) {
        var bytes = SECRET.getBytes(UTF_8);
        for (var form :
                List.of(
                        SECRET,
                        "Zebra-",
                        "/0815+", // not what a time of day may end with
                        URLEncoder.encode(SECRET, UTF_8),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, 20),
                        HexFormat.of().formatHex(bytes))) {
            assertThat(text.contains(form)).as("%s holds %s", where, form).isFalse();
        }
    }
}
