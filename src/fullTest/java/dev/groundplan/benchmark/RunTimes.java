package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What people wait for, measured on one running portal: plan, dispatch, apply, log lines. */
final class RunTimes {
    private final RunningPortal portal;
    private final BareTerraform bare;
    private final ApiPerson developer;
    private final ApiPerson approver;
    private final Samples cli = new Samples("ms");
    private final Samples plannedApi = new Samples("ms");
    private final Samples plannedDom = new Samples("ms");
    private final Samples lines = new Samples("ms");
    private int environments;

    RunTimes(RunningPortal portal, BareTerraform bare) throws IOException, InterruptedException {
        this.portal = portal;
        this.bare = bare;
        this.developer = ApiPerson.signIn(portal.address(), "developer", "request");
        this.approver = ApiPerson.signIn(portal.address(), "approver", "approve");
        developer.awaitTemplate(Catalogue.THREE);
        developer.awaitTemplate(Catalogue.TALKER);
    }

    /** Code and caches that are cold once are not what is measured. */
    void warmUp() throws IOException, InterruptedException {
        bare.initAndPlan();
        applied(request(Catalogue.THREE));
    }

    /** Terminal, API and browser in turn, so that a busy minute hits all of them. */
    void measurePlans(int repetitions, Path chromium) throws IOException, InterruptedException {
        try (var browser = new BrowserPerson(chromium, portal.address(), "developer")) {
            for (int i = 0; i < repetitions; i++) {
                cli.add(bare.initAndPlan());
                double begun = System.currentTimeMillis();
                var run = request(Catalogue.THREE);
                developer.await(run, "AWAITING_APPROVAL");
                plannedApi.add(System.currentTimeMillis() - begun);
                applied(run);
                begun = System.currentTimeMillis();
                run = request(Catalogue.THREE);
                plannedDom.add(browser.planVisibleAt(run) - begun);
                applied(run);
            }
        }
    }

    /** More runs, one after the other, for the times that the database knows. */
    void measureDispatch(int runs) throws IOException, InterruptedException {
        for (int i = 0; i < runs; i++) {
            applied(request(Catalogue.THREE));
        }
    }

    void measureLines(Path chromium) throws IOException, InterruptedException {
        var run = request(Catalogue.TALKER);
        developer.await(run, "AWAITING_APPROVAL");
        try (var browser = new BrowserPerson(chromium, portal.address(), "developer")) {
            browser.open(run);
            approver.approve(run);
            developer.await(run, "APPLIED");
            browser.lineLatencies(Catalogue.LINES).forEach(lines::add);
        }
    }

    /** Stops the portal: its database is read without it. */
    void report(Report report) throws IOException, InterruptedException, SQLException {
        report.row("Bare CLI, init + plan", cli.spread(), cli.raw());
        report.row("P01 request → planned, API", plannedApi.spread(), plannedApi.raw());
        report.row("P01 request → planned, browser", plannedDom.spread(), plannedDom.raw());
        double limit = 1.10 * cli.median() + 600;
        report.row(
                "P01 browser ÷ (1.10 × CLI + 600 ms)",
                Report.ratio(plannedDom.percentile(95) / limit),
                "goal 1.00 at p95");
        report.row(
                "P04 log line → browser, 10 a second",
                lines.percentiles(50, 99),
                "goal p50 150, p99 500 ms");
        portal.stop();
        var executions = new Executions(portal.data());
        var dispatch = executions.dispatch();
        report.row(
                "P02 request stored → tool started",
                dispatch.percentiles(50, 99),
                "goal p50 100, p99 400 ms");
        var apply = executions.applyAfterApproval();
        report.row(
                "P03 approval stored → apply started",
                apply.percentiles(50, 95),
                "goal p95 700 ms");
    }

    private String request(String template) throws IOException, InterruptedException {
        return developer.request(template, "bench-" + environments++);
    }

    private void applied(String run) throws IOException, InterruptedException {
        developer.await(run, "AWAITING_APPROVAL");
        approver.approve(run);
        developer.await(run, "APPLIED");
    }
}
