package dev.groundplan.testing.fault;

import static dev.groundplan.testing.fault.KillPoint.Moment.AFTER;
import static dev.groundplan.testing.fault.KillPoint.Moment.BEFORE;
import static dev.groundplan.testing.fault.KillPoint.Moment.COMMITTED;
import static dev.groundplan.testing.fault.KillPoint.Stage.APPLY;
import static dev.groundplan.testing.fault.KillPoint.Stage.BOTH;
import static dev.groundplan.testing.fault.KillPoint.Stage.PLAN;
import static dev.groundplan.testing.fault.KillPoint.Stage.RECOVERY;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where a worker may be killed: the steps of its order rules, and the gaps between them. */
public enum KillPoint {
    PLAN_CLAIMED(PLAN, BEFORE, "worker.PlanPhase", "plan"),
    PLAN_EXECUTION_NOTED(PLAN, COMMITTED, "run.execution.Executions", "start"),
    BUNDLE_SEALED(PLAN, AFTER, "worker.Bundle", "collect"),
    PLAN_MADE(PLAN, BEFORE, "worker.PlanKeeper", "keep"),
    PLAN_WRITTEN(PLAN, AFTER, "run.plan.Plans", "save"),
    PLAN_STORED(PLAN, AFTER, "worker.PlanKeeper", "keep"),

    CHILD_NEXT(BOTH, BEFORE, "engine.process.ProcessRunner", "start"),
    CHILD_STARTED(BOTH, BEFORE, "engine.process.Started", "write"),
    PID_NOTED(BOTH, AFTER, "engine.process.Started", "write"),
    PID_COMMITTED(BOTH, COMMITTED, "run.execution.Executions", "child"),
    LOG_NEXT(BOTH, BEFORE, "run.log.RunLog", "append"),
    LOG_WRITTEN(BOTH, AFTER, "run.log.RunLog", "append"),
    LOG_COMMITTED(BOTH, COMMITTED, "run.log.RunLog", "append"),
    CHILD_ENDED(BOTH, BEFORE, "engine.process.Supervisor", "end"),
    EXECUTION_ENDED(BOTH, COMMITTED, "run.execution.Executions", "end"),
    DIRECTORY_CLEARED(BOTH, AFTER, "worker.RunDirectory", "clear"),
    ANSWERED(BOTH, AFTER, "worker.RunExecutor", "execute"),

    LAID_OUT(APPLY, BEFORE, "worker.PlanConsumption", "claim"),
    CONSUMING(APPLY, BEFORE, "worker.PlanConsumption", "consume"),
    MARK_WRITTEN(APPLY, AFTER, "run.execution.Executions", "consume"),
    MARK_COMMITTED(APPLY, BEFORE, "worker.DurableTransaction", "sync"),
    MARK_SYNCED(APPLY, AFTER, "worker.DurableTransaction", "sync"),
    CONSUMED(APPLY, AFTER, "worker.PlanConsumption", "claim"),
    STATE_NEXT(APPLY, BEFORE, "worker.StateImport", "save"),
    STATE_RECORDED(APPLY, AFTER, "worker.StateImport", "save"),
    LAST_STATE_RECORDED(APPLY, AFTER, "worker.StateImport", "importFinal"),
    STEP_NEXT(APPLY, BEFORE, "worker.StepRecord", "keep"),
    STEP_RECORDED(APPLY, AFTER, "worker.StepRecord", "keep"),
    FINISHING(APPLY, BEFORE, "worker.ApplyPhase", "finish"),
    HANDING_OFF(APPLY, BEFORE, "run.RunService", "handOff"),
    HANDED_OFF(APPLY, AFTER, "run.RunService", "handOff"),
    FINISHED(APPLY, AFTER, "worker.ApplyPhase", "finish"),

    FOUND_LOST(RECOVERY, BEFORE, "worker.LostRuns", "found"),
    TOLD_ITS_HOST(RECOVERY, AFTER, "worker.LostRuns", "leaveToItsHost"),
    TAKEN_OVER(RECOVERY, BEFORE, "worker.ApplyRecovery", "recover"),
    ATTACHING(RECOVERY, BEFORE, "engine.process.ProcessRunner", "attach"),
    REPLAYING(RECOVERY, AFTER, "worker.Replay", "position"),
    RECOVERED(RECOVERY, AFTER, "worker.ApplyRecovery", "recover");

    /** Before a method's first line, after its last, or when its transaction is committed. */
    enum Moment {
        BEFORE,
        AFTER,
        COMMITTED
    }

    /** In which part of a run's life a worker comes by. */
    public enum Stage {
        PLAN,
        APPLY,
        BOTH,
        RECOVERY
    }

    private static final Set<KillPoint> EARLY =
            Set.of(
                    PLAN_CLAIMED,
                    PLAN_EXECUTION_NOTED,
                    CHILD_NEXT,
                    CHILD_STARTED,
                    PID_NOTED,
                    PID_COMMITTED,
                    LAID_OUT,
                    CONSUMING,
                    MARK_WRITTEN,
                    MARK_COMMITTED,
                    MARK_SYNCED,
                    CONSUMED,
                    STATE_NEXT,
                    STATE_RECORDED);
    private final Stage stage;
    final Moment moment;
    final String type;
    final String method;

    KillPoint(Stage stage, Moment moment, String type, String method) {
        this.stage = stage;
        this.moment = moment;
        this.type = "dev.groundplan." + type;
        this.method = method;
    }

    /** Whether a run that has come by has most of its plan or apply before it. */
    public boolean isEarly() {
        return EARLY.contains(this);
    }

    /** Those that a worker comes by in such a part. */
    public static List<KillPoint> in(Stage stage) {
        return Arrays.stream(values())
                .filter(point -> point.stage == stage || isOfAll(point, stage))
                .toList();
    }

    private static boolean isOfAll(KillPoint point, Stage stage) {
        return point.stage == Stage.BOTH && stage != Stage.RECOVERY;
    }
}
