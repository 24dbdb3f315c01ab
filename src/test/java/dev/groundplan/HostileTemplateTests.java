package dev.groundplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.run.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a template's script can reach while the portal applies it in the sandbox: nothing. */
@AttackPortal
class HostileTemplateTests {
    private static final String CANARY = "canary-of-another-team-0815";

    /** What a child is given; all else would come from the portal. */
    private static final Set<String> GIVEN =
            Set.of(
                    "CHECKPOINT_DISABLE",
                    "GROUNDPLAN_EXECUTION",
                    "HOME",
                    "LANG",
                    "OLDPWD",
                    "PATH",
                    "PWD",
                    "SCRIPT",
                    "SHLVL",
                    "TF_CLI_CONFIG_FILE",
                    "TF_DATA_DIR",
                    "TF_IN_AUTOMATION",
                    "TF_INPUT",
                    "TMPDIR",
                    "_");

    @Autowired AttackDesk desk;
    @Autowired StateVersions states;
    @Autowired EnvironmentSteps steps;
    @Autowired JdbcClient jdbc;
    private Path loot;

    @BeforeEach
    void leaveSomethingToSteal() throws IOException {
        desk.needsTheSandbox();
        loot = desk.data().resolve("loot.json");
        Files.writeString(
                loot,
                """
                {"version": 4, "terraform_version": "1.9.0", "serial": 7, "lineage": "stolen-%1$s",
                 "outputs": {"stolen": {"value": "%1$s", "type": "string"}}, "resources": []}
                """
                        .formatted(CANARY));
    }

    @Test
    void readsNothingOfThePortal() throws IOException {
        var run =
                run(
                        """
                        for file in %1$s/master.key %1$s/loot.json %1$s/lock %1$s/host-id /proc/%2$d/environ /etc/shadow; do
                          cat "$file" >/dev/null 2>&1 && echo "READ $file"
                        done
                        ls -d %1$s /groundplan/control /groundplan/run/../control %3$s 2>/dev/null | sed 's/^/FOUND /'
                        for pid in /proc/[0-9]*; do cat "$pid/environ" 2>/dev/null; done | tr '\\0' '\\n' | grep -oE '^[A-Za-z_]+=' | sort -u | sed 's/^/NAME /'
                        echo done
                        """
                                .formatted(
                                        desk.data(),
                                        ProcessHandle.current().pid(),
                                        System.getProperty("user.home")));

        assertThat(log(run)).contains("done").doesNotContain("READ ", "FOUND ", CANARY);
        assertThat(Files.readString(desk.data().resolve("master.key"))).isNotBlank();
        var names =
                log(run).lines()
                        .filter(line -> line.contains("NAME "))
                        .map(line -> line.replaceAll(".*NAME |=.*", ""))
                        .collect(Collectors.toSet());
        assertThat(names).contains("SCRIPT").isSubsetOf(GIVEN);
    }

    @Test
    void writesNothingButItsOwn() throws IOException {
        var before = Files.readString(desk.data().resolve("master.key"));
        var run =
                run(
                        """
                        for file in %1$s/canary %1$s/master.key /usr/canary /etc/canary /canary /groundplan/canary /bin/sh; do
                          (echo canary >>"$file") 2>/dev/null && echo "WROTE $file"
                        done
                        kill -9 %2$d 2>/dev/null && echo "KILLED"
                        echo canary >/tmp/canary-of-a-hostile-template
                        (setsid sleep 301 >/dev/null 2>&1 &)
                        echo done
                        """
                                .formatted(desk.data(), ProcessHandle.current().pid()));

        assertThat(log(run)).contains("done").doesNotContain("KILLED");
        assertThat(desk.data().resolve("canary")).doesNotExist();
        assertThat(desk.data().resolve("master.key")).hasContent(before);
        assertThat(Path.of("/usr/canary")).doesNotExist();
        assertThat(Path.of("/etc/canary")).doesNotExist();
        assertThat(Path.of("/tmp/canary-of-a-hostile-template")).doesNotExist();
        assertThat(
                        ProcessHandle.allProcesses()
                                .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.endsWith("sleep 301"));
    }

    @Test
    void reachesNoListenerOfThisMachine() throws IOException {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(200);
            var run =
                    run(
                            """
                            for port in %d %d; do
                              bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null && echo "REACHED $port"
                            done
                            echo done
                            """
                                    .formatted(listener.getLocalPort(), desk.port()));

            assertThat(log(run)).contains("done").doesNotContain("REACHED");
            assertThat(accepted(listener)).isFalse();
        }
    }

    private static boolean accepted(ServerSocket listener) throws IOException {
        try (var ignored = listener.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void showsNoFileOfThePortalThroughALinkThatItLeaves() {
        var run =
                run(
                        """
                        cd /groundplan/environment
                        ln -s %1$s/master.key key.txt
                        ln -s %1$s portal
                        ln -s ../../loot.json relative.json
                        mkdir closed && echo hidden >closed/file && chmod 000 closed
                        echo own >own.txt
                        echo odd >'odd ?#<b>.txt'
                        echo done
                        """
                                .formatted(desk.data()));

        assertThat(log(run)).contains("done");
        var developer = desk.as("developer");
        var url = "/environments/" + run.environmentId();
        for (var path :
                List.of("key.txt", "portal/master.key", "portal/loot.json", "relative.json")) {
            assertThat(developer.get(url + "/files/" + path).status()).as(path).isEqualTo(404);
        }
        var tab = developer.get(url + "?tab=files");
        assertThat(tab.status()).isEqualTo(200);
        assertThat(tab.html().select("#environment-files tbody tr td:first-child").eachText())
                .contains("own.txt", "odd ?#<b>.txt")
                .doesNotContain("key.txt", "portal", "relative.json");
        for (var link : tab.html().select("#environment-files a[data-open]")) {
            if (!link.attr("href").contains("closed")) {
                assertThat(developer.get(link.attr("href")).status())
                        .as(link.attr("href"))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void sendsItsFilesWithoutAnyRightInTheBrowser() {
        var run =
                run(
                        """
                        cd /groundplan/environment
                        for name in page.html image.svg script.js any.xml; do
                          echo '<script>alert(1)</script>' >$name
                        done
                        """);
        var developer = desk.as("developer");

        for (var name : List.of("page.html", "image.svg", "script.js", "any.xml")) {
            var answer = developer.get("/environments/" + run.environmentId() + "/files/" + name);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-security-policy"))
                    .startsWith("sandbox allow-same-origin; default-src 'none'")
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain(
                            "allow-scripts",
                            "allow-forms",
                            "allow-popups",
                            "allow-top",
                            "script-src");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).contains("no-store");
        }
        var script = developer.get("/environments/" + run.environmentId() + "/files/script.js");
        assertThat(script.header("content-type")).startsWith("text/plain");
        assertThat(
                        desk.as("developer2")
                                .get("/environments/" + run.environmentId() + "/files/page.html")
                                .status())
                .isEqualTo(404);
    }

    /** The worker reads these files outside of the sandbox, after the script could replace them. */
    @Test
    void recordsNoForeignFileAsItsState() {
        for (var place :
                List.of(
                        "/groundplan/run/state",
                        "errored.tfstate",
                        "/groundplan/run/source/terraform/errored.tfstate")) {
            var run = run("rm -f %1$s; ln -s %2$s %1$s; echo done".formatted(place, loot));

            assertThat(recorded(run)).as(place).doesNotContain(CANARY);
            assertThat(everyPage(run)).as(place).doesNotContain(CANARY);
        }
    }

    private String recorded(Run run) {
        return states.list(run.environmentId()).stream()
                        .map(state -> new String(states.content(state), UTF_8))
                        .collect(Collectors.joining())
                + steps.of(run.environmentId()).stream()
                        .flatMap(step -> steps.outputs(step).stream())
                        .map(Object::toString)
                        .collect(Collectors.joining())
                + jdbc.sql("script").query(String.class).list();
    }

    private String everyPage(Run run) {
        var developer = desk.as("developer");
        return Arrays.stream("overview resources outputs files runs state".split(" "))
                        .map(tab -> "/environments/" + run.environmentId() + "?tab=" + tab)
                        .map(path -> developer.get(path).body())
                        .collect(Collectors.joining())
                + developer.get("/runs/" + run.id()).body();
    }

    private Run run(String script) {
        return desk.applied("hostile", "script", script);
    }

    private String log(Run run) {
        return desk.as("developer").get("/runs/" + run.id() + "/log/raw").body();
    }
}
