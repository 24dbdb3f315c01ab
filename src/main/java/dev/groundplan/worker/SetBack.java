package dev.groundplan.worker;

import static java.util.Comparator.comparing;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.page.Times;
import dev.groundplan.run.BegunApply;
import dev.groundplan.run.Recalls;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Executions.Executor;
import dev.groundplan.run.execution.ForgottenApplies;
import dev.groundplan.run.plan.Plans;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a database forgot that was set back to an older one: each environment to which something
 * happened since then needs recovery, and a plan that was applied can't be applied again.
 */
@Component
class SetBack {
    private static final Logger log = LoggerFactory.getLogger(SetBack.class);
    private final Environments environments;
    private final Recalls recalls;
    private final RunService runs;
    private final Rows rows;
    private final WorkerNode node;
    private final Times times;

    SetBack(
            Environments environments,
            Recalls recalls,
            RunService runs,
            Rows rows,
            WorkerNode node,
            Times times) {
        this.environments = environments;
        this.recalls = recalls;
        this.runs = runs;
        this.rows = rows;
        this.node = node;
        this.times = times;
    }

    /** What the database knows of applies. */
    @Component
    record Rows(
            ForgottenApplies forgotten, Executions executions, Plans plans, Approvals approvals) {}

    /**
     * In the caller's transaction.
     *
     * @return how many environments need recovery because of that
     */
    int compare(List<BegunApply> begun) {
        var forgotten = rows.forgotten().among(begun);
        var byEnvironment =
                forgotten.stream()
                        .collect(
                                Collectors.groupingBy(
                                        BegunApply::environment,
                                        () -> new TreeMap<>(comparing(EnvironmentId::value)),
                                        Collectors.toList()));
        byEnvironment.values().forEach(this::recall);
        return byEnvironment.size();
    }

    private void recall(List<BegunApply> applies) {
        var newest =
                applies.stream()
                        .max(
                                Comparator.<BegunApply>comparingInt(
                                                apply -> apply.request().number())
                                        .thenComparing(BegunApply::at))
                        .orElseThrow();
        var why = why(newest);
        applies.forEach(rows.forgotten()::note);
        if (environments.find(newest.environment()).isEmpty()) {
            log.error("{} Not even the environment {} is.", why, newest.environmentName());
            return;
        }
        log.warn("Environment {} needs recovery. {}", newest.environmentName(), why);
        environments.lock(newest.environment());
        applies.forEach(apply -> burn(apply, why));
        recalls.recall(
                newest, applies.stream().map(BegunApply::run).collect(Collectors.toSet()), why);
        rows.executions().loseOpenPlans(newest.run());
    }

    private String why(BegunApply newest) {
        return "The database is older than what happened here: run %d was applied on %s, and what it did is not in it."
                .formatted(newest.request().number(), times.full(newest.at()));
    }

    /** A plan that is there with its approval is consumed, as it was. */
    private void burn(BegunApply apply, String why) {
        runs.find(apply.environment(), apply.request().number())
                .filter(run -> run.id().equals(apply.run()))
                .ifPresent(run -> burn(run, apply, why));
    }

    private void burn(Run run, BegunApply apply, String why) {
        var plan =
                rows.plans().of(run.id()).stream()
                        .filter(each -> each.digest().equals(apply.planDigest()))
                        .filter(each -> rows.approvals().approvalOf(each).isPresent())
                        .findFirst();
        if (plan.isPresent()) {
            var approval = rows.approvals().approvalOf(plan.get()).orElseThrow();
            var executor = new Executor(node.id(), apply.host());
            rows.executions()
                    .consume(apply.execution(), run, apply.step(), executor, plan.get(), approval);
            rows.executions().end(run, apply.execution(), "UNPROVEN", why);
        }
    }

    /** In the caller's transaction, before {@link #compare}: what had begun has no end any more. */
    void noteOpen() {
        open().forEach(run -> rows.forgotten().noteOpen(run.id()));
    }

    /** In the caller's transaction, after {@link #compare}. */
    int applying(String why) {
        var open = open();
        open.forEach(run -> recalls.becomeUnknown(run, why));
        return open.size();
    }

    /** In the caller's transaction: nothing starts by itself that may have been stopped since. */
    void outdate(String why) {
        runs.ready().stream()
                .map(ready -> runs.get(ready.run()))
                .filter(run -> run.status() == RunStatus.APPROVED)
                .forEach(run -> recalls.outdate(run, why));
    }

    private List<Run> open() {
        return runs.underWay().stream().filter(run -> run.status() == RunStatus.APPLYING).toList();
    }

    /** In the caller's transaction. */
    int distrustAll(String why) {
        var live = environments.live();
        for (var id : live) {
            recalls.distrust(id, why);
            runs.active(id).map(Run::id).ifPresent(rows.executions()::loseOpenPlans);
        }
        return live.size();
    }
}
