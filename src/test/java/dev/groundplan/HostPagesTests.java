package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.identity.TokenScope;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What admins see of hosts and do about one that is gone, in a browser and with a program. */
@GroundplanTest
class HostPagesTests {
    private final UUID host = UUID.randomUUID();
    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired RouteFixtures fixtures;
    private Browser admin;

    @BeforeEach
    void aHostThatIsNotHeardOf() {
        admin = Browser.signedIn(port, "admin");
        process("web+worker", Duration.ofHours(2));
        process("worker", Duration.ofHours(1));
    }

    @Test
    void showsEachHostWithWhatItDoes() {
        var shown = admin.get("/workers").html().getElementById("host-" + host);

        assertThat(shown.text())
                .contains(
                        "far-away",
                        "Lost",
                        "Executes runs",
                        "files, terraform",
                        "In hand Nothing",
                        "One earlier process",
                        "not heard of for four heartbeats");
        assertThat(shown.select("a.btn").attr("href")).isEqualTo(death());
    }

    @Test
    void waitsForNoHostThatOnlyServedPages() {
        process("web", Duration.ofMinutes(30));

        var shown = admin.get("/workers").html().getElementById("host-" + host);

        assertThat(shown.text()).contains("Lost", "Serves pages", "none waits for it");
        assertThat(shown.select("a.btn")).isEmpty();
    }

    @Test
    void offersOnlyAdminsToDeclareADeath() {
        fixtures.addPeople();
        var auditor = Browser.signedIn(port, RouteFixtures.AUDITOR);

        assertThat(auditor.get("/workers").html().select("a.btn[href^=/hosts]")).isEmpty();
        assertThat(auditor.get(death()).status()).isEqualTo(403);
    }

    @Test
    void saysWhatItMeansAndDeclaresItDead() {
        var page = admin.get(death()).html();
        assertThat(page.select("[role=alert]")).isEmpty();
        assertThat(page.text())
                .contains("outcome not known", "planned again", "a tool that still runs there");

        var answer =
                admin.post(death(), Map.of("reason", "Burnt down.", "confirmation", "far-away"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).endsWith("/workers");
        var shown = admin.get("/workers").html();
        assertThat(shown.select(".gp-flash").text()).contains("far-away is declared dead");
        var dead = shown.getElementById("host-" + host);
        assertThat(dead.text()).contains("Declared dead", "by admin", "Burnt down.");
        assertThat(dead.select("a.btn")).isEmpty();
        assertThat(admin.get("/audit?object=" + host).html().text())
                .contains("far-away: Burnt down.");
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsMissing() {
        var answer = admin.post(death(), Map.of("reason", "Burnt down.", "confirmation", "far"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.html().select("[role=alert]").text()).contains("type the name");
        assertThat(answer.html().select("textarea").text()).isEqualTo("Burnt down.");
        var silent = admin.post(death(), Map.of("reason", " ", "confirmation", "far-away"));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.html().select("[role=alert]").text()).contains("Say how you know");
    }

    @Test
    void refusesForAHostThatIsAlive() {
        process("worker", Duration.ofSeconds(-5));

        var answer =
                admin.post(death(), Map.of("reason", "Burnt down.", "confirmation", "far-away"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.html().select("[role=alert]").text()).contains("far-away is alive");
        assertThat(admin.get(death()).html().select("button[disabled]")).hasSize(1);
    }

    @Test
    void showsThatItIsBack() {
        admin.post(death(), Map.of("reason", "Burnt down.", "confirmation", "far-away"));
        process("worker", Duration.ofSeconds(-5));

        var shown = admin.get("/workers").html().getElementById("host-" + host).text();

        assertThat(shown).contains("Live", "It is back, although it was declared dead");
    }

    @Test
    void doesTheSameForPrograms() {
        assertThat(api("GET", "/api/v1/hosts", "").body())
                .contains(host.toString(), "\"state\":\"LOST\"", "\"roles\":\"worker\"");

        var path = "/api/v1" + death();
        assertThat(api("POST", path, "{}").status()).isEqualTo(422);
        assertThat(api("POST", "/api/v1/hosts/" + UUID.randomUUID() + "/death", "{}").status())
                .isEqualTo(404);
        var answer = api("POST", path, "{\"reason\": \"Burnt down.\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"DEAD\"", "\"by\":\"admin\"", "\"back\":false");
        process("worker", Duration.ofSeconds(-5));
        var refused = api("POST", path, "{\"reason\": \"Burnt down.\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("is alive");
    }

    private Browser.Answer api(String method, String path, String body) {
        var token = fixtures.tokenOf("admin", EnumSet.allOf(TokenScope.class));
        var header = new String[] {"Accept", "*/*", "Authorization", "Bearer " + token};
        return method.equals("GET")
                ? new Browser(port).get(path, header)
                : new Browser(port).send(method, path, "application/json", body, header);
    }

    private String death() {
        return "/hosts/" + host + "/death";
    }

    private void process(String roles, Duration ago) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into worker (id, host_id, host, name, roles, engines, sandbox, build, started_at, seen_at)
                        values (:id, :host, 'far-away', :name, :roles, 'files terraform', '', '', :at, :at)
                        """)
                .param("id", id)
                .param("host", host)
                .param("name", "far-away-" + id)
                .param("roles", roles)
                .param("at", at(ago))
                .update();
    }

    private static OffsetDateTime at(Duration ago) {
        return Instant.now().minus(ago).atOffset(ZoneOffset.UTC);
    }
}
