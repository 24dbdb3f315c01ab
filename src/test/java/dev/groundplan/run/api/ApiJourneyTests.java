package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ApiJourneyTests {
    private static final String SECRET = "open-sesame-4711";
    @Autowired ApiClients clients;

    @Test
    void bringsAnEnvironmentFromRequestToDestruction() {
        var developer = login("developer");
        var approver = login("approver");

        var created =
                developer
                        .post(
                                "/environments",
                                ApiClient.request(
                                        "journey",
                                        "{\"title\": \"Hello\", \"password\": \"" + SECRET + "\"}"))
                        .expect(201);
        var environment = "/environments/" + created.at("/environment/id");
        assertThat(created.header("Location")).isEqualTo("/api/v1" + environment);
        assertThat(created.at("/environment/status")).isEqualTo("REQUESTED");
        var run = created.at("/run/id");
        var planned = developer.waitFor(run, "AWAITING_APPROVAL");
        assertThat(planned.at("/plan/guarantee")).isEqualTo("EXACT");
        assertThat(planned.at("/plan/counts/create")).isEqualTo("1");
        assertThat(planned.at("/plan/changes/0/address")).isEqualTo("index.html");
        assertThat(planned.at("/parts/0/steps/0/engine")).isEqualTo("files");

        approver.decide(run, "approve", ", \"comment\": \"Fine\"").expect(200);
        var applied = developer.waitFor(run, "APPLIED");
        assertThat(applied.at("/effect")).isEqualTo("COMPLETE");
        assertThat(applied.at("/plan/approvals/0/by/username")).isEqualTo("approver");
        var shown = developer.get(environment).expect(200);
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(shown.at("/status")).isEqualTo("READY");
        assertThat(shown.at("/values/region")).isEqualTo("north");
        assertThat(shown.at("/secrets/0")).isEqualTo("/password");
        assertThat(shown.at("/outputs/0/value")).isEqualTo("https://journey.example.com");
        assertThat(shown.at("/outputs/1/value")).isEqualTo("[\"index.html\"]");
        assertThat(shown.body()).doesNotContain(SECRET);
        assertThat(developer.get("/runs/" + run + "/log").expect(200).body())
                .contains("CREATE index.html");
        assertThat(approver.get(environment + "/state-versions").expect(200).at("/0/number"))
                .isEqualTo("1");

        var changed =
                developer
                        .patch(
                                environment,
                                "{\"values\": {\"title\": \"Hello again\"}}",
                                "If-Match",
                                "\"1\"")
                        .expect(202);
        run = changed.at("/run/id");
        assertThat(changed.header("Location")).isEqualTo("/api/v1/runs/" + run);
        var plan = developer.waitFor(run, "AWAITING_APPROVAL");
        assertThat(plan.at("/plan/changes/0/diffText")).contains("+<title>Hello again");
        approver.decide(run, "approve", "").expect(200);
        developer.waitFor(run, "APPLIED");
        assertThat(developer.get(environment).at("/secrets/0")).isEqualTo("/password");

        var checked = developer.post(environment + "/checks", "{}").expect(201);
        developer.waitFor(checked.at("/run/id"), "NO_CHANGES");

        var destroyed = developer.delete(environment).expect(202);
        run = destroyed.at("/run/id");
        developer.waitFor(run, "AWAITING_APPROVAL");
        var unconfirmed = approver.decide(run, "approve", "").expect(422);
        assertThat(unconfirmed.at("/problems/0/pointer")).isEqualTo("/confirmation");
        approver.decide(run, "approve", ", \"confirmation\": \"journey\"").expect(200);
        developer.waitFor(run, "APPLIED");
        assertThat(developer.get(environment).at("/status")).isEqualTo("DESTROYED");
        developer.delete(environment).expect(409);
        assertThat(developer.get("/environments").body()).doesNotContain("journey");
        assertThat(developer.get("/environments?gone=true&name=journey").json()).hasSize(1);
    }

    /** As a program does it first: a token for a username and a password. */
    private ApiClient login(String username) {
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                (username + ":" + username).getBytes(StandardCharsets.UTF_8));
        var token =
                clients.withToken("Basic " + basic)
                        .post(
                                "/tokens",
                                """
                                {"name": "Journey", "scopes": ["read", "request", "approve"], "expiresAt": "%s"}
                                """
                                        .formatted(Instant.now().plus(1, ChronoUnit.DAYS)))
                        .expect(201);
        return clients.withToken("Bearer " + token.at("/token"));
    }

    @Test
    void listsRunsNewestFirstPageByPage() {
        var developer = clients.of("developer");
        var ids =
                Set.of(
                        developer.requested("page-one", "{\"title\": \"1\"}").at("/run/id"),
                        developer.requested("page-two", "{\"title\": \"2\"}").at("/run/id"),
                        developer.requested("page-three", "{\"title\": \"3\"}").at("/run/id"));

        var first = developer.get("/runs?status=AWAITING_APPROVAL&limit=2").expect(200);
        assertThat(first.json()).hasSize(2);
        assertThat(first.at("/0/environment/name")).isEqualTo("page-three");
        var link = first.header("Link");
        assertThat(link)
                .startsWith("</api/v1/runs?status=AWAITING_APPROVAL")
                .endsWith("rel=\"next\"");
        var second =
                developer.get(link.substring("</api/v1".length(), link.indexOf('>'))).expect(200);
        assertThat(second.at("/0/environment/name")).isEqualTo("page-one");

        assertThat(ids).contains(first.at("/0/id"), first.at("/1/id"), second.at("/0/id"));
        assertThat(developer.get("/runs?environment=" + first.at("/0/environment/id")).json())
                .hasSize(1);
    }

    @Test
    void endsAWaitingRunAtOnceAndTellsWhoComesTooLate() {
        var developer = clients.of("developer");
        var approver = clients.of("approver");
        var run = developer.requested("stopped", "{\"title\": \"1\"}").at("/run/id");

        developer.post("/runs/" + run + "/cancellation", "{}").expect(200);
        var again = developer.post("/runs/" + run + "/cancellation", null).expect(409);
        assertThat(again.at("/run/status")).isEqualTo("CANCELED");
        assertThat(again.at("/detail")).isEqualTo("The run has ended already.");
        var late = approver.decide(run, "approve", "").expect(409);
        assertThat(late.at("/run/status")).isEqualTo("CANCELED");
        assertThat(late.at("/detail")).endsWith(".");
    }

    @Test
    void supersedesARunThatWaits() {
        var developer = clients.of("developer");
        var created = developer.requested("replaced", "{\"title\": \"1\"}");
        var patch = "{\"values\": {\"title\": \"2\"}, \"supersede\": true}";

        var newer =
                developer
                        .patch("/environments/" + created.at("/environment/id"), patch)
                        .expect(202);

        var older = developer.waitFor(created.at("/run/id"), "STALE");
        assertThat(older.at("/supersededBy")).isEqualTo(newer.at("/run/id"));
        developer.waitFor(newer.at("/run/id"), "AWAITING_APPROVAL");
    }

    @Test
    void followsTheLogToItsEndWithoutAGapOrADouble() {
        var developer = clients.of("developer");
        var run = developer.requested("followed", "{\"title\": \"1\"}").at("/run/id");
        clients.of("approver").decide(run, "approve", "").expect(200);
        developer.waitFor(run, "APPLIED");

        var live =
                developer.get("/runs/" + run + "/log", "Accept", "text/event-stream").expect(200);

        assertThat(live.header("Content-Type")).startsWith("text/event-stream");
        assertThat(live.body()).contains("data: CREATE index.html").endsWith("data:APPLIED\n\n");
        var ids = live.body().lines().filter(line -> line.startsWith("id:")).toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        var rest =
                developer.get(
                        "/runs/" + run + "/log",
                        "Accept",
                        "text/event-stream",
                        "Last-Event-ID",
                        ids.get(ids.size() - 1).substring(3));
        assertThat(rest.body()).doesNotContain("event:log").contains("event:end");
        var position = developer.get("/runs/" + run + "/log").header("Groundplan-Log-Position");
        assertThat(developer.get("/runs/" + run + "/log?after=" + position).expect(200).body())
                .isEmpty();
    }
}
