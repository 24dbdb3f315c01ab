package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.TokenScope;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ApiRefusalTests {
    private static final String SECRET = "never-shown-1234";
    @Autowired ApiClients clients;
    @Autowired ApiTokens tokens;
    @Autowired People people;
    private ApiClient developer;
    private ApiClient stranger;

    @BeforeEach
    void signIn() {
        developer = clients.of("developer");
        stranger = clients.of("developer2");
    }

    @Test
    void hidesForeignThingsAsIfTheyDidNotExist() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var environment = created.at("/environment/id");
        var run = created.at("/run/id");
        var nothing = UUID.randomUUID().toString();
        var approval = "{\"decision\": \"approve\", \"planDigest\": \"sha256:1\"}";

        sameAsNothing("GET", "/environments/%s", environment, nothing, null);
        sameAsNothing("PATCH", "/environments/%s", environment, nothing, "{}");
        sameAsNothing("DELETE", "/environments/%s", environment, nothing, null);
        sameAsNothing("POST", "/environments/%s/checks", environment, nothing, "{}");
        sameAsNothing("GET", "/environments/%s/state-versions", environment, nothing, null);
        sameAsNothing("GET", "/runs/%s", run, nothing, null);
        sameAsNothing("GET", "/runs/%s/changes", run, nothing, null);
        sameAsNothing("GET", "/runs/%s/log", run, nothing, null);
        sameAsNothing("POST", "/runs/%s/approval", run, nothing, approval);
        sameAsNothing("POST", "/runs/%s/cancellation", run, nothing, "{}");
        assertThat(stranger.get("/runs?environment=" + environment).expect(200).json()).isEmpty();
        assertThat(stranger.get("/runs").body()).doesNotContain(environment);
        assertThat(stranger.get("/environments").body()).doesNotContain(environment);
        stranger.get("/runs?after=" + run).expect(404);
    }

    private void sameAsNothing(
            String method, String path, String foreign, String nothing, String body) {
        var got = stranger.send(method, path.formatted(foreign), body).expect(404);
        var missing = stranger.send(method, path.formatted(nothing), body).expect(404);
        assertThat(got.body().replace(foreign, nothing)).isEqualTo(missing.body());
    }

    @Test
    void doesNotTellForeignTeamsFromTeamsThatDoNotExist() {
        var request = ApiClient.request(name(), "{\"title\": \"1\"}");

        var foreign = stranger.post("/environments", request).expect(404);
        var missing =
                stranger.post("/environments", request.replace("\"shop\"", "\"no-such\""))
                        .expect(404);

        assertThat(foreign.body()).isEqualTo(missing.body());
    }

    @Test
    void answersNothingForAnIdThatIsNone() {
        assertThat(developer.get("/runs/7").expect(404).at("/detail"))
                .isEqualTo("There is nothing at this address.");
        assertThat(developer.get("/runs?after=7").expect(400).at("/detail"))
                .contains("parameter after");
        assertThat(developer.get("/runs?status=LOST").expect(400).at("/detail")).contains("QUEUED");
        developer.get("/runs?limit=0").expect(422);
        developer.get("/templates/no-such").expect(404);
        developer.get("/templates/site?version=9.9.9").expect(404);
    }

    @Test
    void letsNobodyApproveTheOwnRequest() {
        var owner = clients.of("owner");
        var run = owner.requested(name(), "{\"title\": \"1\"}").at("/run/id");

        assertThat(owner.decide(run, "approve", "").expect(403).at("/detail")).contains("another");
        owner.decide(run, "approve", ", \"overrideReason\": \"Nobody else is here\"").expect(200);
        developer.waitFor(run, "APPLIED");
    }

    @Test
    void letsOnlyThoseActWhoseRoleAllowsIt() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var environment = "/environments/" + created.at("/environment/id");
        var run = created.at("/run/id");

        developer.decide(run, "approve", "").expect(403);
        clients.of("approver").patch(environment, "{\"values\": {}}").expect(403);
        clients.of("approver").delete(environment).expect(403);
        clients.of("approver").post("/environments", ApiClient.request(name(), "{}")).expect(403);
        developer.get(environment + "/state-versions").expect(403);
    }

    @Test
    void keepsTokensToTheirScopes() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var environment = "/environments/" + created.at("/environment/id");
        var run = "/runs/" + created.at("/run/id");
        var reading = clients.of("owner", Set.of(TokenScope.READ));

        reading.get(environment).expect(200);
        reading.patch(environment, "{}").expect(403);
        reading.delete(environment).expect(403);
        reading.post("/environments", ApiClient.request(name(), "{}")).expect(403);
        reading.post(run + "/cancellation", "{}").expect(403);
        clients.of("approver", Set.of(TokenScope.READ, TokenScope.REQUEST))
                .decide(created.at("/run/id"), "approve", "")
                .expect(403);
        reading.post("/tokens", "{\"name\": \"More\"}").expect(401);
        clients.withToken("").get(environment).expect(401);
    }

    @Test
    void endsWithTheTokenAtOnce() {
        var owner = people.byUsername("developer").orElseThrow().id();
        developer.get("/runs").expect(200);

        var viewer = people.current(owner).orElseThrow().viewer();
        tokens.of(owner).forEach(token -> tokens.revoke(token.id(), owner, viewer));

        developer.get("/runs").expect(401);
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        for (var field : List.of("status", "teamId", "approvedBy", "autoApply", "environmentId")) {
            var request = ApiClient.request(name(), "{\"title\": \"1\"}");
            var more = request.replaceFirst("\\{", "{\"" + field + "\": \"x\", ");
            var refused = developer.post("/environments", more).expect(422);
            assertThat(refused.at("/problems/0/pointer")).isEqualTo("/" + field);
        }
        developer
                .post("/environments", ApiClient.request(name(), "{\"title\": \"1\", \"x\": 2}"))
                .expect(422);
    }

    @Test
    void refusesOneThingNamedTwice() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var id = created.at("/environment/id");

        developer.get("/environments/" + id + "?id=" + UUID.randomUUID()).expect(400);
        developer
                .patch("/environments/" + id, "{\"reason\": \"a\", \"reason\": \"b\"}")
                .expect(400);
        developer.patch("/environments/" + id, "{\"id\": \"" + id + "\"}").expect(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": 5} | /values/title",
                "{} | /values/title",
                "{\"title\": \"1\", \"region\": \"east\"} | /values/region",
                "{\"title\": \"1\", \"password\": \"short\"} | /values/password",
                "{\"title\": \"1\", \"public\": true, \"domain\": 5} | /values/domain",
                "{\"title\": {\"$secret\": \"1\"}} | /values/title",
                "{\"title\": \"1\\u0000\"} | /values/title",
                "{\"title\": \"1\\ud800\"} | /values/title"
            })
    void repeatsEveryRuleOfTheForm(String values, String pointer) {
        var refused =
                developer.post("/environments", ApiClient.request(name(), values)).expect(422);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/problems/0/pointer")).isEqualTo(pointer);
        assertThat(refused.at("/problems/0/message")).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "name, Orders, /name",
        "name, x, /name",
        "tier, moon, /tier",
        "template, no-such, /template",
        "version, 9.9.9, /version"
    })
    void namesTheFieldThatCannotBeTaken(String field, String value, String pointer) {
        var request =
                ApiClient.request(name(), "{\"title\": \"1\"}")
                        .replaceFirst("\"" + field + "\": \"[^\"]*\", ", "")
                        .replaceFirst("\\{", "{\"" + field + "\": \"" + value + "\", ");

        var refused = developer.post("/environments", request).expect(422);

        assertThat(refused.at("/problems/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void namesAllFieldsThatAreMissing() {
        var refused = developer.post("/environments", "{}").expect(422);

        assertThat(
                        refused.json()
                                .at("/problems")
                                .valueStream()
                                .map(p -> p.path("pointer").asString()))
                .containsExactly("/template", "/team", "/tier", "/name");
    }

    @Test
    void refusesANameThatIsTaken() {
        var name = name();
        developer.requested(name, "{\"title\": \"1\"}");

        var refused =
                developer
                        .post("/environments", ApiClient.request(name, "{\"title\": \"1\"}"))
                        .expect(409);

        assertThat(refused.at("/problems/0/pointer")).isEqualTo("/name");
    }

    @Test
    void tellsWhereABodyIsNoJson() {
        var refused = developer.post("/environments", "{\n  \"name\": tralala-4711").expect(400);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/detail")).contains("line 2").contains("column");
        assertThat(refused.body()).doesNotContain("tralala");
        developer.post("/environments", "[]").expect(400);
        developer.post("/environments", "").expect(400);
        developer.post("/environments", "{} {}").expect(400);
    }

    @Test
    void refusesBodiesThatAreTooLargeOrTooDeep() {
        var large = "{\"title\": \"" + "x".repeat(1 << 20) + "\"}";
        assertThat(
                        developer
                                .post("/environments", ApiClient.request(name(), large))
                                .expect(413)
                                .at("/detail"))
                .contains("1 MB");
        var fitting = "{\"title\": \"" + "x".repeat((1 << 20) - 1000) + "\"}";
        developer.post("/environments", ApiClient.request(name(), fitting)).expect(422);
        var deep = "{\"title\": " + "[".repeat(1000) + "]".repeat(1000) + "}";
        developer.post("/environments", ApiClient.request(name(), deep)).expect(422);
        var long10000 = "{\"title\": [" + "1,".repeat(10_000) + "1]}";
        developer.post("/environments", ApiClient.request(name(), long10000)).expect(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "text/xml"})
    void readsJsonOnly(String type) {
        var request = ApiClient.request(name(), "{\"title\": \"1\"}");

        developer.post("/environments", request, "Content-Type", type).expect(415);
        var id = UUID.randomUUID();
        developer.patch("/environments/" + id, "{}", "Content-Type", type).expect(415);
        developer.post("/runs/" + id + "/cancellation", "{}", "Content-Type", type).expect(415);
    }

    @Test
    void neverRepeatsASecret() {
        var values =
                "{\"title\": 5, \"password\": \"%s\", \"region\": {\"password\": \"%s\"}}"
                        .formatted(SECRET, SECRET);
        assertThat(
                        developer
                                .post("/environments", ApiClient.request(name(), values))
                                .expect(422)
                                .body())
                .doesNotContain(SECRET);
        var broken = "{\"password\": \"" + SECRET + "\", }";
        assertThat(
                        developer
                                .post("/environments", ApiClient.request(name(), broken))
                                .expect(400)
                                .body())
                .doesNotContain(SECRET);
        var misplaced = "{\"values\": \"" + SECRET + "\"}";
        assertThat(developer.post("/environments", misplaced).expect(422).body())
                .doesNotContain(SECRET);
    }

    @Test
    void refusesTextsThatCannotBeShown() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var id = created.at("/environment/id");

        developer.patch("/environments/" + id, "{\"reason\": \"a\\u0000b\"}").expect(422);
        var refused =
                clients.of("approver")
                        .decide(
                                created.at("/run/id"),
                                "reject",
                                ", \"comment\": \"turned \\u202e round\"")
                        .expect(422);
        assertThat(refused.at("/problems/0/pointer")).isEqualTo("/comment");
    }

    @Test
    void asksForACompleteDecision() {
        var run = developer.requested(name(), "{\"title\": \"1\"}").at("/run/id");
        var approver = clients.of("approver");

        approver.post("/runs/" + run + "/approval", "{}").expect(422);
        approver.decide(run, "maybe", "").expect(422);
        assertThat(approver.decide(run, "reject", "").expect(422).at("/problems/0/pointer"))
                .isEqualTo("/comment");
        var old = "{\"decision\": \"approve\", \"planDigest\": \"sha256:old\"}";
        assertThat(approver.post("/runs/" + run + "/approval", old).expect(409).at("/run/status"))
                .isEqualTo("AWAITING_APPROVAL");
        approver.decide(run, "reject", ", \"comment\": \"Not now\"").expect(200);
        assertThat(approver.decide(run, "approve", "").expect(409).at("/run/status"))
                .isEqualTo("REJECTED");
    }

    private static String name() {
        return "e" + UUID.randomUUID().toString().substring(0, 12);
    }
}
