package dev.groundplan.run.web;

import static dev.groundplan.run.web.Samples.ago;

import dev.groundplan.page.Chip;
import dev.groundplan.page.Link;
import dev.groundplan.page.Pager;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tab;
import dev.groundplan.page.Tone;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.web.PreviewController.Page;
import dev.groundplan.run.web.RunView.Stage.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every page with something on it. */
final class SamplePages {

    private SamplePages() {}

    static Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        runs(pages);
        lists(pages);
        environments(pages);
        pages.put(
                "home",
                new Page(
                        "home/index",
                        m -> m.addAttribute("home", HomeSamples.busy())));
        pages.put(
                "home-quiet",
                new Page(
                        "home/index",
                        m -> m.addAttribute("home", HomeSamples.quiet())));
        for (String code :
                List.of("400", "403", "404", "405", "409", "413", "422", "429", "500", "503")) {
            pages.put(
                    "error-" + code,
                    new Page("error/" + code, model -> model.addAttribute("errorId", "01J9")));
        }
        pages.put("error", new Page("error", model -> model.addAttribute("status", "418")));
        return pages;
    }

    private static void runs(Map<String, Page> pages) {
        run(
                pages,
                "run-waiting",
                new RunView(
                        Samples.head(
                                RunMarks.waitingFor("Platform"),
                                "Waits for a decision by an approver of Platform, since 14 min.",
                                true,
                                Samples.cancel()),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        Samples.plan(),
                        null,
                        Samples.decision(true),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-own",
                new RunView(
                        Samples.head(RunMarks.waitingFor("Platform"), null, true, Samples.cancel()),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        Samples.plan(),
                        null,
                        Samples.decision(false),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-500",
                new RunView(
                        Samples.head(RunMarks.waitingFor("Platform"), null, true, null),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        Samples.bigPlan(),
                        null,
                        Samples.decision(true),
                        null,
                        List.of(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-queued",
                new RunView(
                        Samples.head(
                                RunMarks.queued("2nd behind run 6"),
                                "Run 6 changes the same environment first.",
                                true,
                                Samples.cancel()),
                        Samples.stages(State.AHEAD, State.AHEAD, State.AHEAD),
                        null,
                        null,
                        "There is a plan as soon as run 6 has ended.",
                        null,
                        null,
                        List.of(),
                        Samples.events(),
                        Samples.noLog()));
        run(
                pages,
                "run-applying",
                new RunView(
                        Samples.head(
                                RunMarks.applying(),
                                null,
                                true,
                                new RunView.Cancel(
                                        "/runs/7/cancellation",
                                        "Stop now",
                                        "The tool was asked to stop and is still finishing what it began. Stopping it now leaves the outcome unknown: somebody must then look at what exists.",
                                        true,
                                        true,
                                        "orders-db")),
                        Samples.stages(State.DONE, State.DONE, State.CURRENT),
                        new RunView.Progress(
                                "4 of 9 changes, 2 running",
                                4,
                                9,
                                ago(48),
                                List.of(
                                        new RunView.Running(
                                                "terraform_data.wave[4]", "creating", ago(12)),
                                        new RunView.Running(
                                                "terraform_data.wave[5]", "creating", ago(4)))),
                        Samples.plan(),
                        null,
                        Samples.decided(),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-failed",
                new RunView(
                        Samples.head(
                                RunMarks.failed("part-way, 3 of 5 made"),
                                "What was made stays. Continue plans only the rest.",
                                false,
                                null),
                        Samples.stages(State.DONE, State.DONE, State.FAILED),
                        null,
                        Samples.plan(),
                        null,
                        Samples.decided(),
                        new ResultView(
                                StatusMark.of(Tone.BAD, "Failed"),
                                "Failed part-way",
                                "3 of 5 changes were made.",
                                "Error: local-exec provisioner error\n\n  with terraform_data.wave[4],\n  on main.tf line 12\n\nexit status 3: no space left on device",
                                "The worker's disk is full. Free some space, then continue.",
                                "/runs/7#L13",
                                "01J9-7",
                                List.of(),
                                List.of(
                                        new Link("Continue", "/runs/7/again"),
                                        new Link("Clean up", "/environments/1/destroy"),
                                        new Link("Open environment", "/environments/1"))),
                        Samples.values(),
                        Samples.events(),
                        Samples.log(false)));
        run(
                pages,
                "run-applied",
                new RunView(
                        Samples.head(RunMarks.applied("Changed"), null, false, null),
                        Samples.stages(State.DONE, State.DONE, State.DONE),
                        null,
                        Samples.plan(),
                        null,
                        Samples.decided(),
                        new ResultView(
                                StatusMark.of(Tone.OK, "Changed"),
                                "Changed",
                                "5 of 5 changes were made.",
                                null,
                                null,
                                null,
                                null,
                                Samples.outputs(),
                                List.of(
                                        new Link("Open environment", "/environments/1"),
                                        new Link("Change again", "/environments/1/edit"))),
                        Samples.values(),
                        Samples.events(),
                        Samples.log(false)));
        pages.put(
                "run-log",
                new Page(
                        "runs/log",
                        model ->
                                model.addAttribute(
                                        "run",
                                        new RunView(
                                                Samples.head(
                                                        RunMarks.applied("Changed"),
                                                        null,
                                                        false,
                                                        null),
                                                List.of(),
                                                null,
                                                null,
                                                "",
                                                null,
                                                null,
                                                List.of(),
                                                List.of(),
                                                Samples.log(false)))));
    }

    private static void run(Map<String, Page> pages, String name, RunView run) {
        pages.put(name, new Page("runs/show", model -> model.addAttribute("run", run)));
    }

    private static List<RunListView.Row> rows() {
        return List.of(
                new RunListView.Row(
                        "/runs/12",
                        "12",
                        "Create checkout-site",
                        "Team page · test · Shop",
                        RunMarks.planning(),
                        Delta.NONE,
                        null,
                        "Grace Hopper",
                        ago(20),
                        null),
                new RunListView.Row(
                        "/runs/7",
                        "7",
                        "Change orders-db",
                        "PostgreSQL for an app · dev · Shop",
                        RunMarks.waitingFor("Platform"),
                        new Delta(1, 1, 1, 1),
                        null,
                        "Grace Hopper",
                        ago(900),
                        null),
                new RunListView.Row(
                        "/runs/6",
                        "6",
                        "Upgrade orders-db to 1.2",
                        "PostgreSQL for an app · dev · Shop",
                        RunMarks.failed("part-way"),
                        new Delta(2, 3, 0, 0),
                        "3 of 5 changes made",
                        "Ada Byron",
                        ago(7200),
                        "3 min 12 s"),
                new RunListView.Row(
                        "/runs/5",
                        "5",
                        "Check shop-network for drift",
                        "Network · prod · Shop",
                        RunMarks.inSync(),
                        Delta.NONE,
                        "nothing changed",
                        "Schedule",
                        ago(90000),
                        "14 s"),
                new RunListView.Row(
                        "/runs/4",
                        "4",
                        "Create orders-db",
                        "PostgreSQL for an app · dev · Shop",
                        RunMarks.applied("Created"),
                        new Delta(5, 0, 0, 0),
                        "5 of 5 changes made",
                        "Grace Hopper",
                        ago(400000),
                        "48 s"),
                new RunListView.Row(
                        "/runs/3",
                        "3",
                        "Destroy try-out-with-a-rather-long-name-that-somebody-chose",
                        "Service catalog site · dev · Shop",
                        RunMarks.interrupted(),
                        new Delta(0, 0, 0, 12),
                        "outcome not known",
                        "Ada Byron",
                        ago(900000),
                        "2 min"));
    }

    private static void lists(Map<String, Page> pages) {
        var chips =
                List.of(
                        new Chip("Waiting", "/runs?status=waiting", true, "1"),
                        new Chip("Running", "/runs?status=running", false, "1"),
                        new Chip("Failed", "/runs?status=failed", false, "12"));
        pages.put(
                "runs",
                new Page(
                        "runs/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new RunListView(
                                                "",
                                                chips,
                                                List.of(
                                                        new Chip(
                                                                "Destroys something",
                                                                "/runs",
                                                                true,
                                                                null)),
                                                "/runs",
                                                rows(),
                                                new Pager(
                                                        "Runs 51 to 100 of 1,000+",
                                                        "/runs",
                                                        "/runs?before=x")))));
        pages.put(
                "runs-empty",
                new Page(
                        "runs/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new RunListView(
                                                "",
                                                List.of(),
                                                List.of(),
                                                null,
                                                List.of(),
                                                new Pager("", null, null)))));
        var approvals =
                List.of(
                        new ApprovalsView.Row(
                                "1",
                                "/runs/7",
                                "Change orders-db",
                                "PostgreSQL for an app · dev · Shop",
                                "Grace Hopper",
                                "Orders are slow on Mondays; the report needs more memory.",
                                new Delta(1, 1, 1, 1),
                                List.of("Destroys 1", "Replaces 1"),
                                false,
                                null,
                                ago(900)),
                        new ApprovalsView.Row(
                                "2",
                                "/runs/9",
                                "Create checkout-site",
                                "Team page · test · Shop",
                                "Ada Byron",
                                null,
                                new Delta(3, 0, 0, 0),
                                List.of(),
                                true,
                                null,
                                ago(60)));
        var tabs =
                List.of(
                        new Tab("Waiting for you", "/approvals", true, "2"),
                        new Tab("Decided", "/approvals?show=decided", false, null));
        pages.put(
                "approvals",
                new Page(
                        "approvals/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new ApprovalsView(tabs, false, approvals, "", ""))));
        pages.put(
                "approvals-empty",
                new Page(
                        "approvals/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new ApprovalsView(
                                                tabs,
                                                false,
                                                List.of(),
                                                "Nothing waits for you",
                                                "When a plan of your teams needs a decision, it appears here."))));
        pages.put(
                "queue",
                new Page(
                        "queue/index",
                        m ->
                                m.addAttribute(
                                        "queue",
                                        new QueueView(
                                                List.of(
                                                        new QueueView.Row(
                                                                "a",
                                                                "",
                                                                new Link("Run 12", "/runs/12"),
                                                                "Create checkout-site",
                                                                "Team page · test · Shop",
                                                                RunMarks.planning(),
                                                                null,
                                                                null,
                                                                ago(20))),
                                                List.of(
                                                        new QueueView.Row(
                                                                "b",
                                                                "1",
                                                                null,
                                                                "A run of another team",
                                                                "Details are theirs",
                                                                RunMarks.queued(""),
                                                                "Starts when a worker is free",
                                                                null,
                                                                ago(30)),
                                                        new QueueView.Row(
                                                                "c",
                                                                "2",
                                                                new Link("Run 8", "/runs/8"),
                                                                "Change orders-db",
                                                                "PostgreSQL · dev · Shop",
                                                                RunMarks.queued("behind run 7"),
                                                                "Waits for",
                                                                new Link(
                                                                        "run 7 of orders-db",
                                                                        "/runs/7"),
                                                                ago(100))),
                                                List.of(
                                                        new QueueView.Row(
                                                                "d",
                                                                "",
                                                                new Link("Run 7", "/runs/7"),
                                                                "Change orders-db",
                                                                "PostgreSQL · dev · Shop",
                                                                RunMarks.waitingFor("Platform"),
                                                                null,
                                                                null,
                                                                ago(900))),
                                                null,
                                                "2 workers, 1 free.",
                                                "/preview-stream?chunks=0"))));
        pages.put(
                "queue-empty",
                new Page(
                        "queue/index",
                        m ->
                                m.addAttribute(
                                        "queue",
                                        new QueueView(
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                "The last run finished 4 min ago.",
                                                "2 workers, 2 free.",
                                                "/preview-stream?chunks=0"))));
    }

    private static void environments(Map<String, Page> pages) {
        var rows =
                List.of(
                        new EnvironmentListView.Row(
                                "/environments/1",
                                "orders-db",
                                "PostgreSQL for an app · dev",
                                "Shop",
                                StatusMark.of(Tone.WAIT, "Change waiting"),
                                List.of(
                                        new BadgeView("Drift", Tone.WARN),
                                        new BadgeView("Update available", Tone.INFO)),
                                "1.2.0",
                                ago(900),
                                "Grace Hopper"),
                        new EnvironmentListView.Row(
                                "/environments/2",
                                "shop-network",
                                "Network · prod",
                                "Shop",
                                StatusMark.of(Tone.OK, "Ready"),
                                List.of(new BadgeView("Protected", Tone.IDLE)),
                                "2.0.1",
                                ago(90000),
                                "Ada Byron"),
                        new EnvironmentListView.Row(
                                "/environments/3",
                                "checkout-site",
                                "Team page · test",
                                "Shop",
                                StatusMark.of(Tone.BUSY, "Creating"),
                                List.of(),
                                "0.4.0",
                                ago(20),
                                "Grace Hopper"),
                        new EnvironmentListView.Row(
                                "/environments/4",
                                "rehearsal",
                                "Rolling restart rehearsal · dev",
                                "Shop",
                                StatusMark.of(Tone.BAD, "Incomplete: 3 of 5"),
                                List.of(),
                                "1.0.0",
                                ago(7200),
                                "Ada Byron"));
        pages.put(
                "environments",
                new Page(
                        "environments/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new EnvironmentListView(
                                                "",
                                                List.of(
                                                        new Chip("dev", "/e", false, "2"),
                                                        new Chip("test", "/e", false, "1"),
                                                        new Chip("prod", "/e", false, "1"),
                                                        new Chip(
                                                                "Needs attention",
                                                                "/e",
                                                                false,
                                                                "1")),
                                                null,
                                                rows,
                                                new Pager("", null, null),
                                                true))));
        pages.put(
                "environments-empty",
                new Page(
                        "environments/index",
                        m ->
                                m.addAttribute(
                                        "list",
                                        new EnvironmentListView(
                                                "",
                                                List.of(),
                                                null,
                                                List.of(),
                                                new Pager("", null, null),
                                                true))));
        for (String tab :
                List.of("overview", "resources", "outputs", "files", "runs", "state", "settings")) {
            pages.put(
                    "environment-" + tab,
                    new Page(
                            "environments/show",
                            m -> m.addAttribute("environment", environment(tab))));
        }
        pages.put(
                "environment-new",
                new Page("environments/new", m -> m.addAttribute("request", form(false))));
        pages.put(
                "environment-edit",
                new Page("environments/edit", m -> m.addAttribute("request", form(true))));
        var next =
                List.of(
                        "The portal plans the change. Nothing is made yet.",
                        "An approver of Platform reviews the plan.",
                        "A worker applies exactly that plan; you can watch.");
        pages.put(
                "environment-review",
                new Page(
                        "environments/review",
                        m ->
                                m.addAttribute(
                                        "review",
                                        new ReviewView(
                                                true,
                                                "Review: orders-db",
                                                "PostgreSQL for an app · dev · Shop",
                                                List.of(new Link("Environments", "/environments")),
                                                "/environments/1/runs",
                                                "Request this change",
                                                List.of(
                                                        new ValueRow(
                                                                "Reason",
                                                                ValueView.none(),
                                                                ValueView.of(
                                                                        "Orders are slow on Mondays."),
                                                                false)),
                                                Samples.values(),
                                                List.of(
                                                        new ReviewView.Hidden(
                                                                "values/size", "large")),
                                                next))));
        pages.put(
                "environment-destroy",
                new Page(
                        "environments/destroy",
                        m ->
                                m.addAttribute(
                                        "destroy",
                                        new DestroyView(
                                                "orders-db",
                                                "PostgreSQL for an app · dev · Shop",
                                                "/environments/1",
                                                "/environments/1/destruction",
                                                "k",
                                                List.of(new Link("orders-db", "/environments/1")),
                                                List.of("3 terraform_data", "2 files"),
                                                next,
                                                "",
                                                null))));
    }

    private static EnvironmentView environment(String selected) {
        var names =
                List.of("overview", "resources", "outputs", "files", "runs", "state", "settings");
        var tabs =
                names.stream()
                        .map(
                                n ->
                                        new Tab(
                                                Character.toUpperCase(n.charAt(0)) + n.substring(1),
                                                "/preview/environment-" + n,
                                                n.equals(selected),
                                                n.equals("resources") ? "3" : null))
                        .toList();
        var head =
                new EnvironmentView.Head(
                        "1",
                        "/environments/1",
                        "orders-db",
                        "PostgreSQL",
                        "dev",
                        "Shop",
                        StatusMark.of(Tone.WAIT, "Change waiting"),
                        List.of(
                                new BadgeView("Drift", Tone.WARN),
                                new BadgeView("Expires in 3 days", Tone.IDLE)),
                        null,
                        List.of(new Link("Environments", "/environments")),
                        new EnvironmentView.CurrentRun(
                                "/runs/7", "Run 7: Change", RunMarks.waitingFor("Platform")),
                        "PostgreSQL for an app",
                        "1.2.0",
                        "/catalog/postgres",
                        ago(400000),
                        "Grace Hopper",
                        ago(7200),
                        "Ada Byron",
                        true,
                        "/preview-stream?chunks=0");
        var facts =
                List.of(
                        new EnvironmentView.Fact("id", ValueView.of("5f0c2b1e")),
                        new EnvironmentView.Fact("password", ValueView.masked("secret")));
        return new EnvironmentView(
                head,
                selected,
                tabs,
                Samples.outputs(),
                Samples.values(),
                List.of(
                        new EnvironmentView.Resource(
                                "database",
                                "terraform_data",
                                "terraform_data.database",
                                "database",
                                null,
                                facts),
                        new EnvironmentView.Resource(
                                "baseline",
                                "package",
                                "postgresql-16",
                                "postgresql-16",
                                "db-1.shop",
                                List.of())),
                List.of(
                        new EnvironmentView.File(
                                "index.html",
                                "/environments/1/files/index.html",
                                "12 kB",
                                ago(7200),
                                true),
                        new EnvironmentView.File(
                                "conf/postgres.conf",
                                "/environments/1/files/conf/postgres.conf",
                                "2 kB",
                                ago(7200),
                                false)),
                rows().subList(1, 3),
                List.of(
                        new EnvironmentView.State(
                                "database",
                                7,
                                "1a2b3c4d",
                                "sha256:9f2c4e7a…",
                                "4 kB",
                                ago(7200),
                                new Link("Run 6", "/runs/6"),
                                true)),
                new EnvironmentView.Settings(
                        "/environments/1/edit",
                        "/environments/1/destroy",
                        "/environments/1/drift",
                        "/environments/1/recovery",
                        "/environments/1/edit?version=1.3.0",
                        null));
    }

    private static EnvironmentFormView form(boolean change) {
        return new EnvironmentFormView(
                change,
                change ? "Change orders-db" : "New PostgreSQL for an app",
                change ? "PostgreSQL for an app 1.2.0 · dev · Shop" : "Version 1.2.0",
                List.of(
                        new Link("Catalog", "/catalog"),
                        new Link("PostgreSQL for an app", "/catalog/postgres")),
                "/environments/review",
                "/catalog/postgres",
                "k1",
                "postgres",
                "1.2.0",
                new EnvironmentFormView.Choice(
                        "shop",
                        List.of(
                                new EnvironmentFormView.Option("shop", "Shop", null),
                                new EnvironmentFormView.Option("data", "Data", null)),
                        false,
                        null),
                new EnvironmentFormView.Choice(
                        "dev",
                        List.of(
                                new EnvironmentFormView.Option(
                                        "dev", "dev", "To try things. No approval for small ones."),
                                new EnvironmentFormView.Option("test", "test", "For the team."),
                                new EnvironmentFormView.Option(
                                        "prod", "prod", "Customers see it. Always reviewed.")),
                        false,
                        null),
                new EnvironmentFormView.Text(
                        "Orders DB",
                        false,
                        "Use lower-case letters, digits and dashes, such as orders-db."),
                new EnvironmentFormView.Text("", false, null),
                List.of(
                        "The portal plans the change. Nothing is made yet.",
                        "An approver of Platform reviews the plan.",
                        "A worker applies exactly that plan; you can watch."),
                null,
                null,
                false);
    }
}
