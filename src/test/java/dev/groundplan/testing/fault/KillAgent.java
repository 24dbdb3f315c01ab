package dev.groundplan.testing.fault;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** Ends the JVM that it is in at the n-th passage of a point, as {@code kill -9} would. */
public final class KillAgent {
    private static final int KILLED = 137;
    private static final AtomicInteger PASSAGES = new AtomicInteger();

    private KillAgent() {}

    /** From the JVM's start. */
    public static void premain(String argument, Instrumentation instrumentation) {
        agentmain(argument, instrumentation);
    }

    /**
     * From now on.
     *
     * @param argument a point and a number: {@code CONSUMED#3}
     */
    public static void agentmain(String argument, Instrumentation instrumentation) {
        var parts = argument.split("#", 2);
        var point = KillPoint.valueOf(parts[0]);
        PASSAGES.set(Integer.parseInt(parts[1]));
        var advice = point.moment == KillPoint.Moment.BEFORE ? Before.class : After.class;
        Woven.into(instrumentation, types(point), ElementMatchers.named(point.method), advice);
    }

    /** What Spring puts before a class commits after its method has returned. */
    private static ElementMatcher<TypeDescription> types(KillPoint point) {
        return point.moment == KillPoint.Moment.COMMITTED
                ? ElementMatchers.nameStartsWith(point.type + "$$SpringCGLIB$$")
                : ElementMatchers.named(point.type);
    }

    /** Called by the worker's own threads. */
    public static void pass() {
        if (PASSAGES.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static final class Before {
        @Advice.OnMethodEnter
        static void enter() {
            pass();
        }
    }

    private static final class After {
        @Advice.OnMethodExit
        static void exit() {
            pass();
        }
    }
}
