package dev.groundplan.testing.fault;

import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** A mistake that somebody could make in the portal, for as long as it is planted. */
public enum PlantedBug {
    /** The row that consumes a plan is not written before its apply begins. */
    MARK_MISSING(woven("run.execution.Executions", "consume", Bugs.Skipped.class)),
    /** An apply whose worker was lost is applied again. */
    APPLIED_AGAIN(woven("run.Run", "loseApplier", Bugs.ApprovedAgain.class)),
    /** A worker that lost its claim still writes. */
    EPOCH_UNCHECKED(
            woven("run.RunService", "changeAs", Bugs.AnyEpoch.class),
            woven("run.Claims", "refuse", Bugs.Skipped.class)),
    LOG_CHUNK_DROPPED(woven("run.log.RunLog", "insert", Bugs.EveryOtherChunk.class)),
    /** Another run may change the environment once this one is approved. */
    SLOT_FREED_EARLY(woven("run.Run", "approve", Bugs.WithoutSlot.class)),
    /** Anybody approves anything, also what they requested. */
    APPROVAL_UNCHECKED(
            woven("run.approval.ApprovalService", "whyNot", Bugs.Skipped.class),
            woven("run.approval.ApprovalService", "override", Bugs.Skipped.class)),
    /** A tool that was asked to stop is asked again and again. */
    SIGNALED_AGAIN(woven("engine.process.Supervisor", "ask", Bugs.NeverNoted.class)),
    AUDIT_ROW_MISSING(woven("audit.AuditRepository", "add", Bugs.WithoutApplying.class)),
    HISTORY_ROW_MISSING(woven("run.RunEvents", "add", Bugs.WithoutApproved.class)),
    /** A request is acknowledged and then rolled back. */
    REQUEST_FORGOTTEN(woven("run.RunRequests", "provision", Bugs.RolledBack.class)),
    /** Instead of following a tool that still runs, it is started once more. */
    STARTED_AGAIN(woven("engine.process.ProcessRunner", "attach", Bugs.BegunAgain.class)),
    /** A tool whose worker was lost is taken for one that never ran. */
    TAKEN_FOR_UNTOUCHED(woven("engine.process.ProcessRunner", "neverStarted", Bugs.Always.class)),
    STATE_FORGOTTEN(woven("worker.StateImport", "importFinal", Bugs.Nothing.class)),
    DIRECTORY_LEFT(woven("worker.RunDirectory", "clear", Bugs.Skipped.class)),
    WAKE_UP_FORGOTTEN(
            new Weave(
                    "worker.RunScheduler",
                    ElementMatchers.named("schedule")
                            .and(
                                    ElementMatchers.takesArgument(
                                            0,
                                            ElementMatchers.named("dev.groundplan.run.RunReady"))),
                    Bugs.Skipped.class));

    private final List<Weave> weaves;

    PlantedBug(Weave... weaves) {
        this.weaves = List.of(weaves);
    }

    private record Weave(
            String type, ElementMatcher<? super MethodDescription> methods, Class<?> advice) {}

    private static Weave woven(String type, String method, Class<?> advice) {
        return new Weave(type, ElementMatchers.named(method), advice);
    }

    /** Takes it out again when it is closed. */
    public AutoCloseable plant() {
        var woven = new Woven(ByteBuddyAgent.install());
        for (var weave : weaves) {
            woven.and(
                    ElementMatchers.named("dev.groundplan." + weave.type()),
                    weave.methods(),
                    weave.advice());
        }
        return woven;
    }
}
