package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.process.Sandbox;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.plan.Plans;
import dev.groundplan.store.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;

/** Requests and approvals through the real pages, as people make them in a browser. */
class AttackDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunService runs;
    private final Plans plans;
    private final Engines engines;
    private final Sandbox sandbox;
    private final DataDirectory data;
    private final Environment settings;

    AttackDesk(
            RunService runs,
            Plans plans,
            Engines engines,
            Sandbox sandbox,
            DataDirectory data,
            Environment settings) {
        this.runs = runs;
        this.plans = plans;
        this.engines = engines;
        this.sandbox = sandbox;
        this.data = data;
        this.settings = settings;
    }

    /** Skips where the tool is not installed. */
    void needsTerraform() {
        assumeThat(engines.get(new EngineKind("terraform")).availability().missing())
                .as("Terraform is installed")
                .isNull();
    }

    void needsTheSandbox() {
        needsTerraform();
        assumeThat(sandbox.status().working()).as("the sandbox works").isTrue();
    }

    int port() {
        return settings.getRequiredProperty("local.server.port", Integer.class);
    }

    Browser as(String username) {
        return Browser.signedIn(port(), username);
    }

    Path data() {
        return data.root();
    }

    /** A folder of an environment: its Files tab. */
    Path folder(Run run) {
        return data.root().resolve("environments").resolve(run.environmentId().toString());
    }

    /** The fields of the form of a new environment; values are field, text, field, text. */
    static Map<String, String> form(String template, String team, String... values) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("template", template);
        fields.put("version", "1.0.0");
        fields.put("team", team);
        fields.put("tier", "dev");
        fields.put("name", "attack-" + UUID.randomUUID().toString().substring(0, 8));
        fields.put("reason", "Test");
        for (int i = 0; i < values.length; i += 2) {
            fields.put("values/" + values[i], values[i + 1]);
        }
        return fields;
    }

    /** Sends the form and the last look after it. */
    Run send(Browser browser, Map<String, String> form) {
        var review = browser.post("/environments/new", form);
        assertThat(review.location()).as(review.body()).startsWith("/environments/drafts/");
        var sent = browser.post(review.location(), Map.of("step", "send"));
        assertThat(sent.location()).as(sent.body()).startsWith("/runs/");
        var id = sent.location().substring("/runs/".length());
        return runs.get(new RunId(UUID.fromString(id)));
    }

    /** Requested by the developer, and planned. */
    Run planned(String template, String... values) {
        return await(
                send(as("developer"), form(template, "shop", values)), RunStatus.AWAITING_APPROVAL);
    }

    /** And approved by the approver, and ended, however it did. */
    Run applied(String template, String... values) {
        var run = planned(template, values);
        approve(as("approver"), run);
        return await(run, RunStatus.APPLIED, RunStatus.FAILED, RunStatus.UNKNOWN);
    }

    /** The newest run of the same environment. */
    Run latest(Run run) {
        return runs.ofEnvironment(run.environmentId(), 1).get(0);
    }

    Browser.Answer approve(Browser browser, Run run) {
        return browser.post("/runs/" + run.id() + "/approval", decision(run));
    }

    Map<String, String> decision(Run run) {
        return Map.of(
                "decision",
                "approve",
                "planDigest",
                plans.current(run.id()).orElseThrow().digest());
    }

    Run await(Run run, RunStatus... wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> settled(runs.get(run.id()), List.of(wanted)));
        var now = runs.get(run.id());
        assertThat(now.status()).as(String.valueOf(now.ending())).isIn((Object[]) wanted);
        return now;
    }

    private static boolean settled(Run run, List<RunStatus> wanted) {
        return wanted.contains(run.status()) || run.status().isFinal();
    }
}
