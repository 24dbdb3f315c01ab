package dev.groundplan.testing.fault;

import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The thread that carries out a run ends at some method, once, and nothing is tidied up. As far as
 * the run is concerned, its worker is lost.
 */
public final class LostThread extends Error {
    private static final long serialVersionUID = 1;
    private static final AtomicBoolean NEXT = new AtomicBoolean();

    private LostThread() {
        super("The worker is lost, on purpose.");
    }

    /** The next thread that comes to this method is lost; closed when that is over. */
    public static AutoCloseable before(String type, String method) {
        NEXT.set(true);
        return Woven.into(
                ByteBuddyAgent.install(),
                ElementMatchers.named("dev.groundplan." + type),
                ElementMatchers.named(method),
                Bugs.Lost.class);
    }

    /** Called by woven code. */
    public static void now() {
        if (NEXT.getAndSet(false)) {
            throw new LostThread();
        }
    }
}
