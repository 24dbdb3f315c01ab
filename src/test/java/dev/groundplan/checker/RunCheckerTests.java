package dev.groundplan.checker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.recorder.Journal;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.Onlooker;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plants one violation of each invariant, in a transaction that is rolled back, and sees it found.
 */
@RecorderPortal
class RunCheckerTests {
    private static final Path DATA = Path.of("target/test-data/recorder");
    @Autowired TestPortal portal;
    @Autowired Onlooker onlooker;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void findsNothingWrongWithAHealthyPortal() {
        var run = portal.applied("count", 2, "chatter", 3);
        var update =
                portal.await(
                        portal.update(run.environmentId(), "count", 3),
                        RunStatus.AWAITING_APPROVAL);
        portal.reject(update);
        portal.await(portal.refresh(run.environmentId()), RunStatus.NO_CHANGES);

        assertThat(violationsOf(run)).isEmpty();
    }

    @Test
    void findsALostRun() {
        var run = portal.applied();
        var gone = new Accepted(UUID.randomUUID(), run.environmentId().value(), 2, "{}");

        assertThat(checker().told(List.of(gone)).check())
                .contains(new Violation("I1", "run " + gone.run() + " was accepted and is gone"));
    }

    @Test
    void findsOtherValuesThanAccepted() {
        var run = portal.applied("count", 2);
        var told = new Accepted(run.id().value(), run.environmentId().value(), 1, "{\"count\": 1}");

        assertThat(checker().told(List.of(told)).check())
                .contains(new Violation("I1", "run " + run.id() + " has other values"));
    }

    @Test
    void findsAMissingNumber() {
        var run = portal.applied();

        assertThat(
                        planted(
                                "update environment set last_run_number = 2 where id = :environment",
                                run))
                .anyMatch(violation -> violation.what().contains("has lost runs"));
    }

    @Test
    void findsAPlanThatWasBegunTwice() {
        var run = portal.applied();

        assertThat(
                        planted(
                                """
                                insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                                    approval_decision, epoch, worker_id, host_id, started_at, ended_at)
                                select :fresh, run_id, step, plan_id, phase, 2, 'again', approval_id,
                                    approval_decision, epoch, worker_id, host_id, ended_at, ended_at
                                from execution where run_id = :run and phase = 'APPLY'
                                """,
                                run))
                .anyMatch(violation -> violation.what().contains("was begun 2 times"));
    }

    @Test
    void findsAnEffectThatHappenedTwice() throws IOException {
        var run = portal.applied();
        var effect = entry(run, "effect");

        assertThat(journaled(run, effect)).anyMatch(what -> what.what().endsWith("happened twice"));
    }

    @Test
    void findsAnEffectNobodyPlanned() throws IOException {
        var run = portal.applied();
        var execution = entry(run, "effect").split("\t")[1];

        assertThat(journaled(run, "effect\t" + execution + "\tDELETE\tthing-001"))
                .anyMatch(what -> what.what().endsWith("was not planned"));
        assertThat(journaled(run, "effect\tnobody\tCREATE\tthing-001"))
                .anyMatch(what -> what.what().endsWith("belongs to no consumed plan"));
    }

    @Test
    void findsAnApplyWithoutAValidApproval() {
        var run = portal.applied();
        var later =
                "update approval set at = current_timestamp + interval '1' hour where run_id = :run";
        var nobody = "delete from team_member";

        assertThat(planted(later, run)).anyMatch(found("I3", run));
        assertThat(planted(nobody, run)).anyMatch(found("I3", run));
    }

    @Test
    void findsAWrongSlot() {
        var run = portal.applied();

        assertThat(planted("update run set active_slot = :environment where id = :run", run))
                .anyMatch(found("I4", run));
    }

    @Test
    void findsTwoRunsThatHeldTheSlotTogether() {
        var first = portal.applied();
        var second =
                portal.await(
                        portal.update(first.environmentId(), "count", 2),
                        RunStatus.AWAITING_APPROVAL);
        portal.approve(second);
        portal.await(second, RunStatus.APPLIED);
        var earlier = "update run_event set at = at - interval '1' hour where run_id = :run";
        var execution =
                "update execution set started_at = started_at - interval '1' hour where run_id = :run";

        assertThat(planted(earlier, second)).anyMatch(found("I4", second));
        assertThat(planted(execution, second))
                .anyMatch(violation -> violation.what().endsWith("applied at the same time"));
    }

    @Test
    void findsABrokenChainOfStates() throws IOException {
        var run = portal.applied();
        var execution = entry(run, "state").split("\t")[1];
        var other =
                "update state_version set digest = 'sha256:0' where environment_id = :environment";
        var content = "update artifact set digest = 'sha256:0' where kind = 'state'";
        var number = "update state_version set number = 3 where environment_id = :environment";
        var partial = "update state_version set partial = true where environment_id = :environment";

        assertThat(planted(other, run)).anyMatch(what -> what.what().endsWith("than its content"));
        assertThat(planted(content, run))
                .anyMatch(what -> what.what().endsWith("than its content"));
        assertThat(planted(number, run)).anyMatch(found("I5", run));
        assertThat(planted(partial, run)).anyMatch(what -> what.what().contains("still partial"));
        assertThat(journaled(run, "state\t" + execution + "\t9"))
                .anyMatch(what -> what.what().contains("wrote serial 9 and 1 is recorded"));
    }

    @Test
    void findsAStateThatIsNotWhatItsDigestSays() {
        portal.applied();
        var lying = checker().reading(artifact -> new byte[] {1});

        assertThat(lying.check())
                .anyMatch(what -> what.what().endsWith("is not what its digest says"));
    }

    @Test
    void findsAGapInALog() {
        var run = portal.applied("chatter", 5);
        var gap = "update log_chunk set seq = 900 where run_id = :run and seq = 2";
        var text = "update log_chunk set text = '2 x' where run_id = :run and seq = 2";
        var fewer = "delete from log_chunk where run_id = :run and seq = 2";

        assertThat(planted(gap, run)).anyMatch(what -> what.what().contains("has a gap"));
        assertThat(planted(text, run)).anyMatch(what -> what.what().contains("counts wrong"));
        assertThat(planted(fewer, run)).anyMatch(what -> what.what().contains("are in the log"));
    }

    @Test
    void findsAnIllegalHistory() {
        var run = portal.applied();
        var skipped =
                "delete from run_event where run_id = :run and to_status = 'AWAITING_APPROVAL'";
        var after =
                "update run_event set to_status = 'FAILED' where run_id = :run and to_status = 'APPLIED'";

        assertThat(planted(skipped, run)).anyMatch(found("I7", run));
        assertThat(planted(after, run))
                .anyMatch(what -> what.what().endsWith("its history says otherwise"));
    }

    @Test
    void findsARunThatDoesNotEnd() {
        var run = portal.applied();

        assertThat(planted("update run set status = 'APPLYING' where id = :run", run))
                .anyMatch(found("I8", run));
        assertThat(planted("update run set effect = null where id = :run", run))
                .anyMatch(what -> what.what().endsWith("without an end or an effect"));
    }

    @Test
    void findsWhatEndedRunsLeftBehind() throws IOException {
        var run = portal.applied();
        var directory = Files.createDirectories(DATA.resolve("executions").resolve("left-over"));
        var task =
                """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('run:recorder', cast(:run as varchar) || '/0', current_timestamp, false, 1)
                """;

        assertThat(checker().check()).anyMatch(what -> what.what().contains("left-over"));
        Files.delete(directory);
        assertThat(planted(task, run)).anyMatch(found("I9", run));
    }

    @Test
    void findsAProcessThatOutlivedItsExecution() {
        var run = portal.applied();
        var self = ProcessHandle.current().pid();
        var alive =
                "update execution set pid = %d, start_ticks = %d, boot_id = '%s' where run_id = :run";

        assertThat(planted(alive.formatted(self, startTicks(), bootId()), run))
                .anyMatch(what -> what.what().startsWith("process " + self));
    }

    @Test
    void findsATransitionThatIsNotAudited() {
        var run = portal.applied();
        var audit = " where object_id = cast(:run as varchar) and action = 'RUN_APPLIED'";
        var copy =
                """
                insert into audit (at, actor, actor_name, action, object_kind, object_id, detail)
                select at, actor, actor_name, 'RUN_COPIED', object_kind, object_id, detail from audit
                """;

        assertThat(planted("update run_event set cause = '' where run_id = :run and seq = 2", run))
                .anyMatch(found("I10", run));
        assertThat(planted("delete from audit" + audit, run)).anyMatch(found("I10", run));
        assertThat(planted(copy + audit, run)).anyMatch(found("I10", run));
    }

    @Test
    void findsAPageThatIsNotHonest() {
        var run = portal.applied("count", 2, "chatter", 3);
        var failed = portal.awaitingApproval("fail_at", 1);
        portal.approve(failed);
        portal.await(failed, RunStatus.FAILED);

        assertThat(shown(body -> body)).isEmpty();
        assertThat(shown(body -> body.replace("\"APPLIED\"", "\"APPLYING\"")))
                .anyMatch(found("I11", run));
        assertThat(shown(body -> body.replace(">Created<", ">Applying<")))
                .anyMatch(found("I11", run));
        assertThat(shown(body -> body.replace("All 2 changes were made.", "Nothing was changed.")))
                .anyMatch(found("I11", run));
        assertThat(shown(body -> body.replace("1 chatter", "1\n1 chatter")))
                .anyMatch(found("I11", run));
        assertThat(shown(body -> body.replace("as it was told to", "by itself")))
                .anyMatch(found("I11", failed));
    }

    private List<Violation> shown(UnaryOperator<String> told) {
        return checker().asking(path -> told.apply(onlooker.apply(path))).check().stream()
                .filter(violation -> violation.invariant().equals("I11"))
                .toList();
    }

    @Test
    void findsADoorThatIsNotIdempotent() {
        var name = portal.name();
        var told = told(name, "key-of-" + name);
        var other = told("other-" + name, "key-of-other-" + name);
        var answer = requireNonNull(told.answer());

        assertThat(doors(told, told(name, "key-of-" + name))).isEmpty();
        assertThat(doors(told, answered(told.run(), told, answer + " ")))
                .anyMatch(what -> what.what().endsWith("was answered in different words"));
        assertThat(doors(told, answered(other.run(), told, answer)))
                .anyMatch(what -> what.what().contains("made the runs"));
        assertThat(doors(answered(told.run(), told, "{}")))
                .anyMatch(what -> what.what().endsWith("was answered otherwise than is recorded"));
        assertThat(doors(answered(UUID.randomUUID(), told, answer)))
                .anyMatch(what -> what.invariant().equals("I12"));
    }

    private Accepted told(String name, String key) {
        var body =
                """
                {"template": "recorder", "team": "shop", "tier": "dev", "name": "%s", "values": {"count": 1}, "reason": ""}
                """
                        .formatted(name);
        var answer =
                onlooker.post(
                        onlooker.port(), "/api/v1/environments", body, "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var json = JsonMapper.builder().build().readTree(answer.body());
        return new Accepted(
                UUID.fromString(json.at("/run/id").asString()),
                UUID.fromString(json.at("/environment/id").asString()),
                1,
                "{\"count\": 1}",
                key,
                answer.body());
    }

    private static Accepted answered(UUID run, Accepted told, String answer) {
        return new Accepted(run, told.environment(), 1, told.values(), told.key(), answer);
    }

    private List<Violation> doors(Accepted... told) {
        return checker().told(List.of(told)).check().stream()
                .filter(violation -> violation.invariant().equals("I12"))
                .toList();
    }

    private List<Violation> planted(String sql, Run run) {
        var found =
                transaction.execute(
                        status -> {
                            status.setRollbackOnly();
                            jdbc.sql(sql)
                                    .params(
                                            Map.of(
                                                    "run",
                                                    run.id().value(),
                                                    "environment",
                                                    run.environmentId().value(),
                                                    "fresh",
                                                    Generators.timeBasedEpochGenerator()
                                                            .generate()))
                                    .update();
                            return checker().check();
                        });
        assertThat(violationsOf(run)).as("without the planted one").isEmpty();
        return found;
    }

    private List<Violation> journaled(Run run, String line) throws IOException {
        var file = journal(run);
        var before = Files.readAllBytes(file);
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        try {
            return checker().check();
        } finally {
            Files.write(file, before);
        }
    }

    private static String entry(Run run, String kind) throws IOException {
        return Files.readAllLines(journal(run)).stream()
                .filter(line -> line.startsWith(kind + "\t"))
                .findFirst()
                .orElseThrow();
    }

    private static Path journal(Run run) {
        return DATA.resolve("environments")
                .resolve(run.environmentId().toString())
                .resolve(Journal.FILE);
    }

    private List<Violation> violationsOf(Run run) {
        return checker().check().stream()
                .filter(
                        violation ->
                                violation.what().contains(run.id().toString())
                                        || violation
                                                .what()
                                                .contains(run.environmentId().toString()))
                .toList();
    }

    private static java.util.function.Predicate<Violation> found(String invariant, Run run) {
        return violation ->
                violation.invariant().equals(invariant)
                        && (violation.what().contains(run.id().toString())
                                || violation.what().contains(run.environmentId().toString()));
    }

    private RunChecker checker() {
        return new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
    }

    private static long startTicks() {
        return Leftovers.startTicks(ProcessHandle.current().pid());
    }

    private static String bootId() {
        return Leftovers.bootId();
    }
}
