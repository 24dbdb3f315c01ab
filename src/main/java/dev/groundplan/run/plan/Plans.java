package dev.groundplan.run.plan;

import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.run.RunId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The plans of runs. A new plan voids the earlier ones of its run. */
@Service
public class Plans {
    private final PlanRepository plans;
    private final PlanChanges changes;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Plans(
            PlanRepository plans,
            PlanChanges changes,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.plans = plans;
        this.changes = changes;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps a plan with its steps; in the transaction that moves the run on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(Plan plan, List<PlannedStep> steps) {
        plans.voidOthers(plan.runId(), clock.instant());
        plans.insert(plan);
        for (var step : steps) {
            insert(plan.id(), step);
            changes.insert(plan.id(), step);
        }
    }

    private void insert(PlanId plan, PlannedStep step) {
        jdbc.sql(
                        """
                        insert into step_plan (plan_id, step, guarantee, engine_version, state_version_id, outputs,
                            complete, warnings)
                        values (:plan, :step, :guarantee, :version, :state, :outputs, :complete, :warnings)
                        """)
                .param("plan", plan.value())
                .param("step", step.step())
                .param("guarantee", step.plan().guarantee().name())
                .param("version", step.plan().engineVersion())
                .param("state", step.stateVersionId())
                .param("outputs", json.writeValueAsString(step.plan().outputs()))
                .param("complete", step.plan().complete())
                .param("warnings", json.writeValueAsString(step.plan().warnings()))
                .update();
    }

    /** The newest plan of the run's newest part. */
    public Optional<Plan> current(RunId run) {
        return plans.current(run);
    }

    public Optional<Plan> find(PlanId id) {
        return plans.find(id);
    }

    /** All plans of a run, voided ones too, oldest first. */
    public List<Plan> of(RunId run) {
        return plans.of(run);
    }

    public List<StepPlanRow> steps(PlanId plan) {
        return jdbc.sql(
                        """
                        select step, guarantee, engine_version, state_version_id, outputs, complete, warnings
                        from step_plan where plan_id = :plan order by step
                        """)
                .param("plan", plan.value())
                .query(
                        (row, n) ->
                                new StepPlanRow(
                                        row.getString("step"),
                                        row.getString("engine_version"),
                                        row.getObject("state_version_id", UUID.class),
                                        json.readValue(
                                                row.getString("outputs"),
                                                new TypeReference<List<PlannedOutput>>() {}),
                                        json.readValue(
                                                row.getString("warnings"),
                                                new TypeReference<List<String>>() {})))
                .list();
    }

    /** One step of a plan as stored, without its changes; sensitive outputs have no value. */
    public record StepPlanRow(
            String step,
            String engineVersion,
            @Nullable UUID stateVersionId,
            List<PlannedOutput> outputs,
            List<String> warnings) {}
}
