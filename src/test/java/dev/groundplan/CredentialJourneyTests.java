package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** An admin's key, granted to a team, reaches a real sshd and nobody's eyes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:credentials;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "groundplan.data=target/test-data/credentials",
            "groundplan.catalog.folders=src/test/resources/credential-catalog",
            "groundplan.ansible.local=false",
            "groundplan.ansible.network=egress"
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshData.class)
@Import(AttackDesk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialJourneyTests {
    @Autowired AttackDesk desk;
    @Autowired Engines engines;
    @Autowired JdbcClient jdbc;
    private SshServer server;
    private Browser admin;
    private Path target;
    private String credential = "";

    @BeforeAll
    void start(@TempDir Path ssh) throws Exception {
        assumeThat(engines.get(new EngineKind("ansible")).availability().missing())
                .as("Ansible is installed")
                .isNull();
        server = SshServer.start(ssh.resolve("server"));
        admin = desk.as("admin");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void aHost(@TempDir Path folder) {
        target = folder;
    }

    @AfterEach
    void removesTheCredential() {
        if (!credential.isEmpty()) {
            admin.post(credential + "/removal", Map.of());
            credential = "";
        }
    }

    @Test
    void saysWhatIsMissingBeforeAnythingRuns() throws Exception {
        var before = server.log();

        var run = desk.await(request(), RunStatus.FAILED);

        assertThat(run.ending().failure())
                .contains("slot fleet-key (ssh)", "team shop for dev", "An admin grants one");
        assertThat(server.log()).as("nobody came").isEqualTo(before);
    }

    @Test
    void reachesTheHostAndLeavesNoKeyBehind() throws Exception {
        add(server.key());
        grant("shop", "");

        var run = desk.await(request(), RunStatus.AWAITING_APPROVAL);
        desk.approve(desk.as("approver"), run);
        run = desk.await(run, RunStatus.APPLIED);

        assertThat(target.resolve("page.txt")).hasContent("hello");
        assertThat(server.log()).contains("Accepted publickey");
        var secret = server.key().lines().skip(1).findFirst().orElseThrow();
        for (var page : List.of(credential, "/credentials", "/runs/" + run.id(), "/audit")) {
            assertThat(admin.get(page).body()).as(page).doesNotContain(secret);
        }
        assertThat(desk.as("developer").get("/runs/" + run.id() + "/log/raw").body())
                .contains("changed: [web-1]")
                .doesNotContain(secret);
        assertNoFileHolds(secret);
    }

    @Test
    void holdsForItsTeamAndTierOnly() throws Exception {
        add(server.key());
        grant("data", "");
        grant("shop", "prod");

        assertThat(desk.await(request(), RunStatus.FAILED).ending().failure())
                .contains("none is granted to team shop for dev");
    }

    @Test
    void outdatesAPlanWhenAnotherCredentialFillsTheSlot() throws Exception {
        add(server.key());
        grant("shop", "");
        var run = desk.await(request(), RunStatus.AWAITING_APPROVAL);
        admin.post(credential + "/removal", Map.of());
        add(server.key());
        grant("shop", "");

        desk.approve(desk.as("approver"), run);

        run = desk.await(run, RunStatus.STALE);
        assertThat(target.resolve("page.txt")).doesNotExist();
        assertThat(run.ending().failure()).contains("Another credential fills a slot");
    }

    @Test
    void outdatesAPlanWhoseCredentialWasTakenAway() throws Exception {
        add(server.key());
        grant("shop", "");
        var run = desk.await(request(), RunStatus.AWAITING_APPROVAL);
        admin.post(credential + "/removal", Map.of());
        credential = "";

        desk.approve(desk.as("approver"), run);

        assertThat(desk.await(run, RunStatus.STALE).ending().failure())
                .contains("none is granted to team shop for dev");
    }

    @Test
    void isNotGrantedWhereTheTemplateNeedsSomethingElse() {
        var added =
                admin.post(
                        "/credentials",
                        Map.of("name", "a-file", "kind", "FILE", "secret", "some secret text"));
        credential = added.location();
        var slot = admin.get(credential).html().select("#field-slot option").attr("value");

        var refused = admin.post(credential + "/grants", Map.of("slot", slot, "team", "shop"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".invalid-feedback").text()).contains("takes an SSH key");
    }

    @Test
    void keepsItsKeyWhenOnlyAHostKeyIsAdded() throws Exception {
        add(server.key());
        grant("shop", "");
        var hosts = "# known\n" + server.knownHost();

        var replaced =
                admin.post(
                        credential + "/secret",
                        Map.of(
                                "secret",
                                "",
                                "username",
                                System.getProperty("user.name"),
                                "knownHosts",
                                hosts));

        assertThat(replaced.status()).as(replaced.body()).isEqualTo(302);
        desk.await(request(), RunStatus.AWAITING_APPROVAL);
    }

    @Test
    void writesDownWhoGaveAndTookIt() throws Exception {
        add(server.key());
        grant("shop", "");
        var page = admin.get(credential).html();
        admin.post(page.select("form[action$=/revocation]").attr("action"), Map.of());

        assertThat(
                        jdbc.sql("select action from audit where object_id = :id order by id")
                                .param("id", credential.substring("/credentials/".length()))
                                .query(String.class)
                                .list())
                .containsExactly("CREDENTIAL_CREATED", "CREDENTIAL_GRANTED", "CREDENTIAL_REVOKED");
    }

    @Test
    void saysWhatIsWrongAndKeepsNothing() {
        var refused =
                admin.post(
                        "/credentials",
                        Map.of(
                                "name", "Fleet Key",
                                "kind", "SSH_KEY",
                                "username", "Root!",
                                "knownHosts", "web-1",
                                "secret", "no key at all"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".invalid-feedback").eachText())
                .anyMatch(text -> text.contains("lower case letters, digits and single dashes"))
                .anyMatch(text -> text.contains("no private key in OpenSSH's format"))
                .anyMatch(text -> text.contains("Line 1 is no host key"))
                .anyMatch(text -> text.contains("A username is"));
        assertThat(refused.body()).doesNotContain("no key at all");
        assertThat(admin.get("/credentials").body()).doesNotContain("Fleet Key");
    }

    private void add(String key) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "key-" + UUID.randomUUID().toString().replaceAll("[^a-f]", "x"));
        fields.put("kind", "SSH_KEY");
        fields.put("username", System.getProperty("user.name"));
        fields.put("knownHosts", server.knownHost());
        fields.put("secret", key);
        var added = admin.post("/credentials", fields);
        assertThat(added.status()).as(added.body()).isEqualTo(302);
        credential = added.location();
    }

    private void grant(String team, String tier) {
        var slot = admin.get(credential).html().select("#field-slot option").attr("value");
        var granted =
                admin.post(
                        credential + "/grants", Map.of("slot", slot, "team", team, "tier", tier));
        assertThat(granted.status()).as(granted.body()).isEqualTo(302);
    }

    private Run request() {
        return desk.send(
                desk.as("developer"),
                AttackDesk.form(
                        "fleet",
                        "shop",
                        "text",
                        "hello",
                        "place",
                        target.toString(),
                        "port",
                        String.valueOf(server.port())));
    }

    /** The database is in memory. */
    private void assertNoFileHolds(String secret) throws IOException {
        try (var files = Files.walk(desk.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }
}
