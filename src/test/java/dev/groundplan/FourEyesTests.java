package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nobody gets a plan of their own applied alone, and nothing is destroyed by one careless click.
 */
@AttackPortal
class FourEyesTests {
    private static final String[] VALUES = {"lines/$present", "list", "lines/0", "first"};

    @Autowired AttackDesk desk;
    @Autowired ApiTokens tokens;
    @Autowired People people;
    @Autowired JdbcClient jdbc;

    @Test
    void refusesTheOwnRequestInEverySessionAndWithAToken() {
        var run = desk.planned("mirror", VALUES);

        assertThat(desk.approve(desk.as("developer"), run).status()).isEqualTo(403);
        assertThat(desk.approve(desk.as("developer"), run).status()).isEqualTo(403);
        assertThat(byToken("developer", run)).isEqualTo(403);
        assertThat(approvals(run)).isZero();
    }

    @Test
    void refusesAnOwnersOwnRequestWithoutAWrittenReason() {
        var form = AttackDesk.form("mirror", "shop", VALUES);
        var run = desk.await(desk.send(desk.as("owner"), form), RunStatus.AWAITING_APPROVAL);

        assertThat(desk.approve(desk.as("owner"), run).status()).isIn(403, 422);
        assertThat(byToken("owner", run)).isIn(403, 422);
        assertThat(approvals(run)).isZero();
    }

    /** An admin approves as a member of the team only. */
    @Test
    void givesAdminsNoMoreThanTheirTeamDoes() {
        var form = AttackDesk.form("mirror", "data", VALUES);
        var run = desk.await(desk.send(desk.as("developer2"), form), RunStatus.AWAITING_APPROVAL);

        assertThat(desk.approve(desk.as("admin"), run).status()).isIn(403, 404);
        assertThat(desk.approve(desk.as("approver"), run).status()).isEqualTo(404);
        assertThat(approvals(run)).isZero();
    }

    @Test
    void countsNoApprovalOfAnotherPlan() {
        var run = desk.planned("mirror", VALUES);
        var other = desk.planned("mirror", VALUES);

        var answer =
                desk.as("approver").post("/runs/" + run.id() + "/approval", desk.decision(other));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(approvals(run)).isZero();
    }

    @Test
    void tellsASecondApprovalHowThingsStand() {
        var run = desk.planned("mirror", VALUES);
        var decision = desk.decision(run);
        var approver = desk.as("approver");
        assertThat(approver.post("/runs/" + run.id() + "/approval", decision).status())
                .isEqualTo(302);

        var again = approver.post("/runs/" + run.id() + "/approval", decision);

        assertThat(again.status()).isEqualTo(302);
        assertThat(again.location()).contains("/runs/" + run.id());
        assertThat(approvals(run)).isEqualTo(1);
        desk.await(run, RunStatus.APPLIED);
    }

    @Test
    void destroysOnlyAfterTheNameWasTypedTwice() {
        var run = desk.applied("mirror", VALUES);
        var url = "/environments/" + run.environmentId() + "/destruction";
        var owner = desk.as("owner");
        for (var typed : List.of(Map.<String, String>of(), Map.of("confirmation", "another"))) {
            assertThat(owner.post(url, typed).status()).isEqualTo(422);
        }
        var name =
                jdbc.sql("select name from environment where id = :id")
                        .param("id", run.environmentId().value())
                        .query(String.class)
                        .single();
        assertThat(owner.post(url, Map.of("confirmation", name)).status()).isEqualTo(302);
        var destroy = desk.await(desk.latest(run), RunStatus.AWAITING_APPROVAL);

        assertThat(desk.approve(desk.as("approver"), destroy).status()).isEqualTo(422);

        var confirmed = new HashMap<>(desk.decision(destroy));
        confirmed.put("confirmation", name);
        desk.as("approver").post("/runs/" + destroy.id() + "/approval", confirmed);
        desk.await(destroy, RunStatus.APPLIED);
    }

    private int byToken(String username, Run run) {
        var owner =
                people.current(people.byUsername(username).orElseThrow().id())
                        .orElseThrow()
                        .viewer();
        var token =
                tokens.create(
                        owner,
                        "Own",
                        EnumSet.allOf(TokenScope.class),
                        Instant.now().plus(Duration.ofDays(1)));
        var body =
                "{\"decision\": \"approve\", \"planDigest\": \"%s\"}"
                        .formatted(desk.decision(run).get("planDigest"));
        return new Browser(desk.port())
                .send(
                        "POST",
                        "/api/v1/runs/" + run.id() + "/approval",
                        "application/json",
                        body,
                        "Authorization",
                        "Bearer " + token.secret())
                .status();
    }

    private int approvals(Run run) {
        return jdbc.sql("select count(*) from approval where run_id = :id")
                .param("id", run.id().value())
                .query(Integer.class)
                .single();
    }
}
