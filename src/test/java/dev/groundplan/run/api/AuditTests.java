package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class AuditTests {
    private static final String SECRET = "audit-must-not-know-1";
    @LocalServerPort int port;
    @Autowired ApiClients clients;
    @Autowired JdbcClient jdbc;

    @Test
    void writesOneRowPerTransitionWithActorAndCause() {
        var developer = clients.of("developer");
        var name = name();
        var values = "{\"title\": \"1\", \"password\": \"" + SECRET + "\"}";
        var run = developer.requested(name, values).at("/run/id");
        clients.of("approver").decide(run, "approve", ", \"comment\": \"Fine\"").expect(200);
        developer.waitFor(run, "APPLIED");

        assertThat(rows("object_kind = 'run' and object_id", run))
                .containsExactly(
                        "developer RUN_QUEUED Run 1 of " + name + ": Test",
                        "portal RUN_PLANNING Run 1 of " + name + ": Planning begins",
                        "portal RUN_AWAITING_APPROVAL Run 1 of "
                                + name
                                + ": Planned, waits for approval",
                        "approver RUN_APPROVED Run 1 of " + name + ": Approved: Fine",
                        "portal RUN_APPLYING Run 1 of " + name + ": Applying begins",
                        "portal RUN_APPLIED Run 1 of " + name + ": Everything was applied");
        assertThat(rows("object_kind = 'plan' and object_id", run))
                .singleElement()
                .asString()
                .startsWith("approver PLAN_APPROVED Run 1 of " + name + ", plan sha256:");
        assertThat(transitionsWithoutTheirRow()).isZero();
        assertThat(rows("'1'", "1").toString()).doesNotContain(SECRET);
    }

    private List<String> rows(String column, String value) {
        return jdbc.sql(
                        "select actor_name || ' ' || action || ' ' || detail from audit where "
                                + column
                                + " = :value order by id")
                .param("value", value)
                .query(String.class)
                .list();
    }

    private int transitionsWithoutTheirRow() {
        return jdbc.sql(
                        """
                        select count(*) from run_event e where 1 <> (select count(*) from audit a
                            where a.object_kind = 'run' and a.object_id = cast(e.run_id as varchar)
                                and a.action = 'RUN_' || e.to_status and a.at = e.at)
                        """)
                .query(Integer.class)
                .single();
    }

    @Test
    void leavesNoRowOfWhatWasRefused() {
        var developer = clients.of("developer");
        var run = developer.requested(name(), "{\"title\": \"1\"}").at("/run/id");
        var before = rows("object_id", run);

        developer.decide(run, "approve", "").expect(403);

        assertThat(rows("object_id", run)).isEqualTo(before);
    }

    @Test
    void keepsNothingOfAFailedLoginThatMayBeAPassword() {
        var typed = "perhaps-a-password-" + UUID.randomUUID();
        new Browser(port).signIn(typed, "x");
        new Browser(port).signIn("developer2", "wrong-" + typed);

        assertThat(rows("action", "LOGIN_FAILED"))
                .anySatisfy(row -> assertThat(row).contains("unknown username"))
                .anySatisfy(row -> assertThat(row).contains("As developer2"))
                .noneSatisfy(row -> assertThat(row).contains(typed));
    }

    @Test
    void showsTheTrailToAuditorsAndAdminsOnly() {
        var name = name();
        var run = clients.of("developer").requested(name, "{\"title\": \"1\"}").at("/run/id");
        var admin = Browser.signedIn(port, "admin");

        var page = admin.get("/audit?object=" + run).html();
        assertThat(page.select("tbody tr")).hasSize(3);
        assertThat(page.select("tbody tr").last().text())
                .contains("developer", "Run queued", "Shop", "Run 1 of " + name);
        assertThat(page.select("tbody tr a[data-open]").attr("href")).isEqualTo("/runs/" + run);
        assertThat(admin.get("/audit?object=" + run + "&actor=PORTAL").html().select("tbody tr"))
                .hasSize(2);
        assertThat(
                        admin.get("/audit?object=" + run + "&action=RUN_QUEUED")
                                .html()
                                .select("tbody tr"))
                .hasSize(1);
        assertThat(admin.get("/audit?actor=nobody%25").html().text()).contains("No entry fits");
        assertThat(Browser.signedIn(port, "owner").get("/audit").status()).isEqualTo(403);
    }

    @Test
    void pagesTheTrailByKey() {
        var admin = Browser.signedIn(port, "admin");
        for (int i = 0; i < 101; i++) {
            jdbc.sql(
                            "insert into audit (at, actor_name, action, object_kind, object_id, detail)"
                                    + " values (current_timestamp, 'pager', 'TEST', 'test', :id, '')")
                    .param("id", "page-" + i)
                    .update();
        }
        var first = admin.get("/audit?actor=pager").html();
        assertThat(first.select("tbody tr")).hasSize(100);
        assertThat(first.select("a[rel=prev]")).isEmpty();

        var second = admin.get(first.select("a[rel=next]").attr("href")).html();
        assertThat(second.select("tbody tr")).hasSize(1);
        assertThat(second.select("a[rel=next]")).isEmpty();

        var back = admin.get(second.select("a[rel=prev]").attr("href")).html();
        assertThat(back.select("tbody tr")).hasSize(100);
        assertThat(back.select("a[rel=prev]")).isEmpty();
    }

    @Test
    void showsToolsAndWorkers() {
        var admin = Browser.signedIn(port, "admin");

        var tools = admin.get("/tools").html();
        assertThat(tools.select("tbody tr").text()).contains("Files", "Usable");
        assertThat(tools.text()).contains("groundplan.sandbox=auto");
        var workers = admin.get("/workers").html();
        assertThat(workers.select(".gp-host").text())
                .contains("Live", "Serves pages, executes runs", "files");
        assertThat(Map.of("tools", 403, "workers", 403))
                .allSatisfy(
                        (page, status) ->
                                assertThat(Browser.signedIn(port, "owner").get("/" + page).status())
                                        .isEqualTo(status));
    }

    @Test
    void saysWhyADatabaseInMemoryHasNoBackups() {
        var admin = Browser.signedIn(port, "admin");

        var page = admin.get("/backups").html();
        assertThat(page.select("main").text()).contains("is not a file");
        assertThat(page.select("main form")).isEmpty();
        var refused = admin.post("/backups", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("is not a file");
    }

    private static String name() {
        return "a" + UUID.randomUUID().toString().substring(0, 12);
    }
}
