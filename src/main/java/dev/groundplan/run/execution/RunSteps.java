package dev.groundplan.run.execution;

import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far each step of a run has come. */
@Repository
public class RunSteps {
    private final JdbcClient jdbc;
    private final Claims claims;

    RunSteps(JdbcClient jdbc, Claims claims) {
        this.jdbc = jdbc;
        this.claims = claims;
    }

    public enum Status {
        /** Planned later: it waits for outputs that do not exist yet. */
        LATER,
        PLANNED,
        UNCHANGED,
        APPLYING,
        APPLIED,
        FAILED
    }

    /**
     * @param part null while it is planned later
     * @param waitsFor outputs it waits for, as {@code step.output}; null when it waits for nothing
     * @param needs ids of the steps that come first, with spaces between them
     * @param verification null when it was not verified
     * @param finding what the verification said, in sentences; null when there was none
     */
    public record RunStep(
            String step,
            int position,
            String engine,
            @Nullable Integer part,
            Status status,
            @Nullable String waitsFor,
            String needs,
            @Nullable Verification verification,
            @Nullable String finding) {}

    /** What a second plan right after the apply said. */
    public enum Verification {
        VERIFIED,
        DIFFERS,
        /** There was no second plan, or it failed. */
        UNPROVEN
    }

    /** In the order of the run. */
    public List<RunStep> of(RunId run) {
        return jdbc.sql(
                        """
                        select step, position, engine, part, status, waits_for, needs, verification, finding from run_step
                        where run_id = :run order by position
                        """)
                .param("run", run.value())
                .query(RunStep.class)
                .list();
    }

    @Transactional
    public void put(Run claimed, RunStep step) {
        claims.hold(claimed);
        var run = claimed.id();
        jdbc.sql("delete from run_step where run_id = :run and step = :step")
                .param("run", run.value())
                .param("step", step.step())
                .update();
        jdbc.sql(
                        """
                        insert into run_step (run_id, step, position, engine, part, status, waits_for, needs)
                        values (:run, :step, :position, :engine, :part, :status, :waitsFor, :needs)
                        """)
                .param("run", run.value())
                .param("step", step.step())
                .param("position", step.position())
                .param("engine", step.engine())
                .param("part", step.part())
                .param("status", step.status().name())
                .param("waitsFor", step.waitsFor())
                .param("needs", step.needs())
                .update();
    }

    /** Notes what a second plan said of an applied step. */
    @Transactional
    public void verified(Run claimed, String step, Verification verification, String finding) {
        claims.hold(claimed);
        jdbc.sql(
                        """
                        update run_step set verification = :verification, finding = :finding
                        where run_id = :run and step = :step
                        """)
                .param("verification", verification.name())
                .param("finding", finding)
                .param("run", claimed.id().value())
                .param("step", step)
                .update();
    }

    @Transactional
    public void status(Run claimed, String step, Status status) {
        claims.hold(claimed);
        jdbc.sql("update run_step set status = :status where run_id = :run and step = :step")
                .param("status", status.name())
                .param("run", claimed.id().value())
                .param("step", step)
                .update();
    }
}
