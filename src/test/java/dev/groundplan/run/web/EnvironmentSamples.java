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
import java.util.List;
import java.util.Map;

/** Environments, tab by tab, and their forms. */
final class EnvironmentSamples {

    private EnvironmentSamples() {}

    static void environments(Map<String, Page> pages) {
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
                                "/runs/7", "Run 7: Change", RunMarks.waitingFor("Platform"), true),
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
                ListSamples.rows().subList(1, 3),
                List.of(
                        new EnvironmentView.State(
                                "database",
                                7,
                                "1a2b3c4d",
                                "sha256:9f2c4e7a…",
                                "4 kB",
                                ago(7200),
                                new Link("Run 6", "/runs/6"),
                                true,
                                "/environments/1/state-versions/6/download")),
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
                change ? waiting() : null,
                false);
    }

    private static EnvironmentFormView.Waiting waiting() {
        return new EnvironmentFormView.Waiting(
                new Link("Run 7", "/runs/7"),
                "Waiting for approval by Platform",
                "/environments/1/change?revision=3",
                true);
    }
}
