package dev.groundplan.testing.fault;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.LineHandler;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Claim;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.log.LogChunk;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** What planted bugs do to the methods that they are woven into. */
public final class Bugs {
    private Bugs() {}

    /** The method does nothing, and returns null or zero. */
    static final class Skipped {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class EveryOtherChunk {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) LogChunk chunk) {
            return chunk.seq() % 2 == 0;
        }
    }

    static final class WithoutApplying {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(3) String action) {
            return action.equals("RUN_APPLYING");
        }
    }

    static final class WithoutApproved {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Run run) {
            return run.status() == RunStatus.APPROVED;
        }
    }

    static final class AnyEpoch {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This RunService runs,
                @Advice.Argument(0) Run run,
                @Advice.Argument(1) Cause cause,
                @Advice.Argument(2) UnaryOperator<Run> step,
                @Advice.Return(readOnly = false) Run result) {
            result = runs.change(run.id(), cause, step);
        }
    }

    static final class ApprovedAgain {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Run run) {
            run = with(run, RunStatus.APPROVED, run.activeSlot());
        }
    }

    static final class WithoutSlot {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Run run) {
            run = with(run, run.status(), null);
        }
    }

    static final class NeverNoted {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue(value = "asked", readOnly = false) long asked) {
            asked = 0;
        }
    }

    static final class RolledBack {
        @Advice.OnMethodExit
        static void exit() {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
    }

    static final class BegunAgain {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This ProcessRunner processes,
                @Advice.Argument(0) Command command,
                @Advice.Argument(1) Workdir dir,
                @Advice.Argument(2) Console console,
                @Advice.Argument(3) LineHandler handler,
                @Advice.Return(readOnly = false) Optional<Exit> result)
                throws IOException {
            result = Optional.of(processes.run(command, dir, console, handler));
        }
    }

    static final class Always {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean result) {
            result = true;
        }
    }

    static final class Nothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = Optional.empty();
        }
    }

    /** Not a bug: the worker's thread is gone, once. */
    static final class Lost {
        @Advice.OnMethodEnter
        static void enter() {
            LostThread.now();
        }
    }

    /** Used by woven code. */
    public static Run with(Run run, RunStatus status, @Nullable UUID slot) {
        var claim = new Claim(run.claim().epoch(), run.claim().workerId(), 0);
        return new Run(
                run.id(),
                run.request(),
                status,
                run.part(),
                slot,
                run.cancellation(),
                status == run.status() ? run.claim() : claim,
                run.appliedAny(),
                run.ending(),
                run.supersededBy(),
                run.version());
    }
}
