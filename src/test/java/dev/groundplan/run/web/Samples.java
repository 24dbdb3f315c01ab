package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.log.LogHtml;
import dev.groundplan.run.log.LogRows;
import dev.groundplan.run.web.RunView.Stage;
import dev.groundplan.run.web.RunView.Stage.State;
import java.time.Instant;
import java.util.List;

/** Sample views of runs, as rich as the real ones. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-03T14:20:00Z");
    static final String DIGEST =
            "sha256:9f2c4e7a51b08d36c1f4aa0be27d9935e0c7b1f6d24a8893fe51a07c6b3d2e14";
    private static final List<Link> CRUMBS =
            List.of(
                    new Link("Environments", "/environments"),
                    new Link("orders-db", "/environments/1"));

    static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }

    static LogRows.Chunk chunk(long seq, long firstLine, int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("\u001b[1m\u001b[32mterraform_data.wave[")
                    .append(seq)
                    .append("]\u001b[0m: Creating... line ");
            text.append(firstLine + i).append(" <b>not bold</b>").append(i < lines - 1 ? "\n" : "");
        }
        return new LogRows.Chunk(
                seq,
                "OUT",
                false,
                firstLine,
                ago(60),
                seq == 1 ? "Apply · waves · Terraform" : null,
                text.toString());
    }

    static final String LOG =
            """
            \u001b[0m\u001b[1mInitializing the backend...\u001b[0m
            Initializing provider plugins...
            - terraform.io/builtin/terraform is built in to Terraform

            \u001b[0m\u001b[1m\u001b[32mTerraform has been successfully initialized!\u001b[0m
            \u001b[0m\u001b[1mterraform_data.database: Refreshing state...\u001b[0m [id=5f0c]
            \u001b[33mWarning: Deprecated attribute\u001b[0m
            Terraform used the selected providers to generate the following execution plan.
              \u001b[32m+\u001b[0m create
              \u001b[33m~\u001b[0m update in-place
            \u001b[31m-\u001b[0m/\u001b[32m+\u001b[0m destroy and then create replacement
            \u001b[31m╷\u001b[0m
            \u001b[31m│\u001b[0m \u001b[1m\u001b[31mError: \u001b[0m\u001b[1mpassword must be set\u001b[0m <script>alert(1)</script>
            \u001b[31m╵\u001b[0m
            password = ••••••
            """;

    static LogView log(boolean live) {
        var plan =
                new LogRows.Chunk(1, "OUT", false, 1, ago(400), "Plan · database · Terraform", LOG);
        return new LogView(
                LogHtml.of(List.of(plan)),
                1,
                1,
                15,
                null,
                null,
                "/preview/run-log",
                "/runs/7/log.txt",
                live,
                "");
    }

    static LogView noLog() {
        return new LogView(
                LogHtml.of(List.of()),
                0,
                0,
                0,
                null,
                null,
                "/preview/run-log",
                "/runs/7/log.txt",
                true,
                "Nothing has been printed yet.");
    }

    static RunView.Head head(
            StatusMark status, String explanation, boolean live, RunView.Cancel cancel) {
        return new RunView.Head(
                "0197",
                7,
                "/runs/7",
                "Change orders-db",
                "PostgreSQL for an app · dev · Shop",
                status.word() + " · orders-db",
                status,
                explanation,
                live,
                "/preview-stream?chunks=0&pause=1",
                CRUMBS,
                "/environments/1",
                "orders-db",
                "PostgreSQL for an app",
                "1.2.0",
                "/catalog/postgres",
                "Grace Hopper",
                ago(900),
                "Orders are slow on Mondays; the report needs more memory.",
                null,
                cancel);
    }

    static RunView.Cancel cancel() {
        return new RunView.Cancel(
                "/runs/7/cancellation",
                "Cancel run",
                "Nothing has been changed yet, and nothing will be. The plan is thrown away.",
                false,
                false,
                "orders-db");
    }

    static List<Stage> stages(State planned, State approved, State applied) {
        return List.of(
                new Stage("Requested", State.DONE, "by Grace Hopper", ago(900), null),
                new Stage("Queued", State.DONE, null, ago(898), "2 s"),
                new Stage(
                        "Planned",
                        planned,
                        null,
                        planned == State.DONE ? ago(880) : null,
                        planned == State.DONE ? "18 s" : null),
                new Stage(
                        "Approved",
                        approved,
                        approved == State.CURRENT ? "waits for Platform" : null,
                        null,
                        null),
                new Stage("Applied", applied, null, null, null));
    }

    static List<ValueRow> values() {
        return List.of(
                new ValueRow("Service name", ValueView.of("orders"), ValueView.of("orders"), false),
                new ValueRow("Size", ValueView.of("small"), ValueView.of("large"), true),
                new ValueRow(
                        "Password",
                        ValueView.masked("secret"),
                        ValueView.masked("secret, changed"),
                        true),
                new ValueRow("Backups", ValueView.unset(), ValueView.of("nightly"), true));
    }

    static List<OutputView> outputs() {
        return List.of(
                new OutputView(
                        "url",
                        "Open the site",
                        OutputView.Kind.LINK,
                        "https://orders.shop.example/",
                        "Opens in a new tab.",
                        null),
                new OutputView(
                        "connect",
                        "Connect",
                        OutputView.Kind.COMMAND,
                        "psql postgres://orders-db:5432/orders",
                        null,
                        null),
                new OutputView(
                        "password",
                        "Password",
                        OutputView.Kind.SECRET,
                        "",
                        null,
                        "/environments/1/outputs/password"),
                new OutputView(
                        "region", "Region", OutputView.Kind.TEXT, "eu-central-1", null, null));
    }

    static List<RunView.Event> events() {
        return List.of(
                new RunView.Event(
                        "user",
                        "Requested by Grace Hopper",
                        "Orders are slow on Mondays.",
                        ago(900)),
                new RunView.Event("loader", "Planning began on worker-1", null, ago(898)),
                new RunView.Event("file", "Planned: 4 changes", null, ago(880)));
    }
}
