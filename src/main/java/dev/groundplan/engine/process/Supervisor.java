package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a running child to its end: hands on its output, asks it to stop when a person wants
 * that, keeps its limits. Knows the child only by its process tree and its files, so a child of an
 * earlier worker can be watched in the same way.
 */
final class Supervisor {
    private static final int SIGKILLED = 128 + 9;
    private static final Duration SHORTEST = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ProcessTree tree;
    private final List<Tail> output;
    private final Command command;
    private final Console console;
    private final LineHandler handler;
    private final LongConsumer interrupt;
    private final long started = System.nanoTime();
    private long heard = started;
    private long looked = started;
    private long asked;
    private long killed;
    private Exit.@Nullable Cause cause;

    /**
     * @param interrupt sends SIGINT to a pid, or to a process group if negative
     */
    Supervisor(
            ProcessTree tree,
            List<Tail> output,
            Command command,
            Console console,
            LineHandler handler,
            LongConsumer interrupt) {
        this.tree = tree;
        this.output = output;
        this.command = command;
        this.console = console;
        this.handler = handler;
        this.interrupt = interrupt;
    }

    /** Returns when the child has ended, whoever still holds its output open. */
    Exit watch(Control control) throws IOException {
        try {
            console.child(tree.identity());
            recall(control);
            var pause = SHORTEST;
            while (!tree.ended(pause)) {
                boolean spoke = drain();
                pause = spoke ? SHORTEST : longer(pause);
                look();
                obey(control);
                limit();
                leave();
            }
            return end(control);
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The worker is stopping.");
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    private void recall(Control control) {
        if (Files.exists(control.asked())) {
            asked = System.nanoTime();
            cause = Exit.Cause.CANCELED;
        }
    }

    private boolean drain() throws IOException {
        boolean any = false;
        for (var tail : output) {
            any |= tail.drain();
        }
        heard = any ? System.nanoTime() : heard;
        return any;
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }

    private void look() {
        if (passed(looked, LOOK)) {
            tree.look();
            handler.idle();
            looked = System.nanoTime();
        }
    }

    /**
     * One polite signal, never a second: Terraform, for one, gives up its state at a second one.
     */
    private void obey(Control control) throws IOException {
        if (asked == 0 && killed == 0 && console.cancelRequested()) {
            var target = tree.target(command.cancel().target());
            if (target.isPresent()) {
                ask(control, target.get());
            }
        }
        if (console.killRequested()) {
            kill(Exit.Cause.KILLED, "Killed on request.");
        }
        var grace = command.cancel().grace();
        if (asked != 0 && grace != null && passed(asked, grace)) {
            kill(Exit.Cause.KILLED, "Killed: it did not stop within " + words(grace) + ".");
        }
    }

    /** Noted first: a worker that comes after must not ask again. */
    private void ask(Control control, long pid) throws IOException {
        console.line(Stream.NOTE, "Asked to stop.");
        Files.writeString(control.asked(), "");
        interrupt.accept(pid);
        asked = System.nanoTime();
        cause = Exit.Cause.CANCELED;
    }

    private void limit() {
        var total = command.limits().total();
        var silence = command.limits().silence();
        if (total != null && passed(started, total)) {
            kill(Exit.Cause.TIMED_OUT, "Killed: it took longer than " + words(total) + ".");
        } else if (silence != null && passed(heard, silence)) {
            kill(Exit.Cause.SILENT, "Killed: it printed nothing for " + words(silence) + ".");
        }
        if (killed != 0 && passed(killed, LAST_WORDS)) {
            tree.sweep();
        } else if (killed != 0) {
            tree.kill(); // also what was started in between
        }
    }

    private void kill(Exit.Cause why, String note) {
        if (killed == 0) {
            console.line(Stream.NOTE, note);
            cause = why;
            killed = System.nanoTime();
            tree.kill();
        }
    }

    private Exit end(Control control) throws IOException {
        int left = tree.sweep();
        var exit = left(output, control);
        if (left > 0) {
            console.line(Stream.NOTE, "Ended " + left + " process(es) that the tool left behind.");
        }
        if (cause == Exit.Cause.CANCELED) {
            boolean killed = exit.code() < 0 || exit.code() == SIGKILLED;
            return new Exit(exit.code(), killed ? Exit.Cause.KILLED : cause);
        }
        return cause == null ? exit : new Exit(exit.code(), cause);
    }

    /** What a child that has ended left: the rest of its output, and its exit code. */
    static Exit left(List<Tail> output, Control control) throws IOException {
        for (var tail : output) {
            tail.finish();
        }
        var file = control.exitCode();
        int code = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : -1;
        return new Exit(code, bySignal(code) ? Exit.Cause.KILLED : Exit.Cause.ENDED);
    }

    /** A shell gives 128 + n for a program that signal n ended: it did not leave by itself. */
    private static boolean bySignal(int code) {
        return code < 0 || (code > 128 && code < 160);
    }

    private void leave() throws InterruptedIOException {
        if (console.workerStops()) {
            throw new InterruptedIOException("The worker is stopping.");
        }
    }

    /**
     * Nobody listens any more. What may only be killed by a person goes on; its files keep what it
     * says.
     */
    private void abandon() {
        if (command.cancel().grace() != null) {
            tree.kill();
            tree.sweep();
        }
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    private static String words(Duration time) {
        return time.toSeconds() < 120
                ? time.toSeconds() + " seconds"
                : time.toMinutes() + " minutes";
    }
}
