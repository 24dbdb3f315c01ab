package dev.groundplan.run.web;

import static dev.groundplan.run.web.Samples.ago;

import dev.groundplan.page.Chip;
import dev.groundplan.page.Link;
import dev.groundplan.page.Pager;
import dev.groundplan.page.Tab;
import dev.groundplan.run.web.PreviewController.Page;
import java.util.List;
import java.util.Map;

/** Histories, approvals and queues. */
final class ListSamples {

    private ListSamples() {}

    static List<RunListView.Row> rows() {
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

    static void lists(Map<String, Page> pages) {
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
}
