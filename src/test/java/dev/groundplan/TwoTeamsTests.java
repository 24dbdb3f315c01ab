package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What one team does is nowhere on the pages of another one, and looks like nothing. */
@AttackPortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoTeamsTests {
    private static final String CANARY = "canaryofteamb";
    private static final int MOST_PAGES = 150;

    @Autowired AttackDesk desk;
    private Run foreign;

    @BeforeAll
    void letTheOtherTeamWork() {
        var form = AttackDesk.form("mirror", "data", "lines/$present", "list", "lines/0", CANARY);
        form.put("name", CANARY + "-name");
        form.put("reason", CANARY + " reason");
        foreign = desk.await(desk.send(desk.as("developer2"), form), RunStatus.AWAITING_APPROVAL);
        desk.planned("mirror", "lines/$present", "list", "lines/0", "own");
    }

    @Test
    void noPageThatOneTeamReachesNamesAnythingOfTheOther() {
        for (var username : List.of("developer", "approver", "owner")) {
            var browser = desk.as(username);
            var pages = crawl(browser);

            assertThat(pages)
                    .as(username)
                    .contains("/runs", "/environments", "/queue", "/approvals");
            for (var path : pages) {
                assertThat(browser.get(path).body().toLowerCase())
                        .as("%s for %s", path, username)
                        .doesNotContain(CANARY);
            }
        }
    }

    /** So that the walk above is known to see what is there. */
    @Test
    void anAdministratorSeesBothTeams() {
        assertThat(desk.as("admin").get("/environments").body().toLowerCase()).contains(CANARY);
    }

    @Test
    void searchingForItFindsNothing() {
        var developer = desk.as("developer");

        for (var path :
                List.of(
                        "/environments?q=" + CANARY,
                        "/environments?team=data",
                        "/runs?q=" + CANARY,
                        "/runs?team=data",
                        "/runs?environment=" + foreign.environmentId(),
                        "/catalog?q=" + CANARY)) {
            var answer = developer.get(path);
            assertThat(answer.status()).as(path).isIn(200, 404);
            var rows = answer.html().select("[data-row]").text();
            assertThat(rows).as(path).doesNotContain(CANARY);
        }
    }

    /** A name that another team uses is free, so that nobody learns of it. */
    @Test
    void aNameOfTheOtherTeamIsFree() {
        var form = AttackDesk.form("mirror", "shop", "lines/$present", "list");
        form.put("name", CANARY + "-name");

        assertThat(desk.as("developer").post("/environments/new", form).location())
                .startsWith("/environments/drafts/");
    }

    @Test
    void nobodyRequestsForATeamThatIsNotTheirs() {
        var developer = desk.as("developer");
        var data = AttackDesk.form("mirror", "data", "lines/$present", "list");
        var nobody = AttackDesk.form("mirror", "no-such-team", "lines/$present", "list");

        assertThat(developer.post("/environments/new", data).status()).isEqualTo(422);
        assertThat(developer.post("/environments/new", nobody).status()).isEqualTo(422);
    }

    @Test
    void whatBelongsToTheOtherTeamLooksLikeNothing() {
        var developer = desk.as("developer");
        var run = foreign.id().toString();
        var environment = foreign.environmentId().toString();
        var none = UUID.randomUUID().toString();

        for (var tail : List.of("", "/log", "/log/raw", "/events")) {
            assertSame(developer, "/runs/" + run + tail, "/runs/" + none + tail);
        }
        for (var tail :
                List.of(
                        "",
                        "?tab=state",
                        "/events",
                        "/change",
                        "/destruction",
                        "/files/lines.json",
                        "/outputs/x")) {
            assertSame(
                    developer,
                    "/environments/" + environment + tail,
                    "/environments/" + none + tail);
        }
        for (var action :
                List.of(
                        "/runs/%s/approval",
                        "/runs/%s/cancellation",
                        "/environments/%s/checks",
                        "/environments/%s/destruction")) {
            var id = action.startsWith("/runs") ? run : environment;
            var theirs = developer.post(action.formatted(id), desk.decision(foreign));
            var nothing = developer.post(action.formatted(none), desk.decision(foreign));
            assertThat(theirs.status()).as(action).isEqualTo(404).isEqualTo(nothing.status());
            assertThat(theirs.html().select("main").text())
                    .isEqualTo(nothing.html().select("main").text());
        }
    }

    private static void assertSame(Browser browser, String theirs, String nothing) {
        var first = browser.get(theirs);
        var second = browser.get(nothing);
        assertThat(first.status()).as(theirs).isEqualTo(404).isEqualTo(second.status());
        assertThat(first.html().select("main").text())
                .as(theirs)
                .isEqualTo(second.html().select("main").text());
    }

    /** Drafts are their writer's alone, and show an environment only as long as one sees it. */
    @Test
    void aDraftIsItsWritersAlone() {
        var form = AttackDesk.form("mirror", "shop", "lines/$present", "list", "lines/0", "mine");
        var draft = desk.as("developer").post("/environments/new", form).location();

        for (var username : List.of("owner", "approver", "admin", "developer2")) {
            var browser = desk.as(username);
            assertThat(browser.get(draft).status()).as(username).isEqualTo(404);
            assertThat(browser.get(draft + "/form").status()).as(username).isEqualTo(404);
            assertThat(browser.post(draft, Map.of("step", "send")).status())
                    .as(username)
                    .isEqualTo(404);
        }
    }

    private static Set<String> crawl(Browser browser) {
        var seen = new LinkedHashSet<String>();
        var next =
                new ArrayDeque<>(
                        List.of("/", "/runs", "/environments", "/queue", "/approvals", "/teams"));
        while (!next.isEmpty() && seen.size() < MOST_PAGES) {
            var path = next.remove();
            if (!seen.add(path)) {
                continue;
            }
            var answer = browser.get(path);
            if (answer.status() == 200 && answer.header("content-type").startsWith("text/html")) {
                answer.html().select("a[href^=/]").eachAttr("href").stream()
                        .map(href -> href.replaceAll("#.*", ""))
                        .filter(href -> !href.startsWith("/api/") && !href.contains("/files/"))
                        .forEach(next::add);
            }
        }
        return seen;
    }
}
